"""Bringing in lists of creators: read, clean, stage, match, apply.

`importing` is the walk through all of it. `reading` (with `encodings` and `workbooks`) opens whatever file it is and
finds the header; `domain.import_rows` makes a clean row of each row, or says what is wrong; `staging` keeps the clean
rows on disk and folds those that speak of one account; `matching` finds the accounts on file; `newcomers` and `known`
gather what is to be written, by the rules in `changes`; `steps` writes it; `results` is what an import tells.
"""
