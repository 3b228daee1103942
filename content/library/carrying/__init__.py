"""How a text is followed into the next: cut, anchored, aligned, searched for moves, placed or paired."""
