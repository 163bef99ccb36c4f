"""Foreign files to tables of text: sniffed, decoded, bounded, parsed in a child process; nothing is lost silently."""
