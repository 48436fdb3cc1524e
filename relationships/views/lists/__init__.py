"""The parts that every list page is made of. A list itself is a `Listing`: its columns, filters and rows as data."""
