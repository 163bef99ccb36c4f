"""The parts of the page, one small file each. They arrange; what they show is made elsewhere."""
