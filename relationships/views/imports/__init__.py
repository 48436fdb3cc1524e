"""A list's way through the product: sent, its columns told, its rows looked at, brought in, and taken back.

`arriving` takes the list, `columns` asks what its columns mean, `work` shows what goes on, `preview` what would be
done, `record` what was done. A list has one address; which of these it shows follows from where the list stands.
"""
