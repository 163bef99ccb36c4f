"""Drafts: an editor's upload on its way to a map, in a folder that only her link opens.

`folder` says where a draft lives and for how long, `recognition` and `understanding` what its file says, `job` does the
slow work in a process of its own, `work` starts it and tells how far it is.
"""
