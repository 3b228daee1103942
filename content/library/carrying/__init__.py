"""The steps behind `content.library.carry`: cut, anchor, align, find what moved, place."""
