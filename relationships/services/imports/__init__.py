"""Bringing in lists of creators: received, staged, compared, looked at, written, and taken back.

`arrival` takes a file in (opened by `services.tables`, recognised by `domain.imports`); `mappings` settles what its
columns mean. `running` holds the steps that take time: staging (`filling` cleans rows into the staged tables and
`foresight` works out what the playbook will say; `preparing` compares them with what is on file, `folding` makes one of
rows about one person, `doubts` finds who may be known already), writing (`applying`: one transaction) and `undoing`.
`undecided` keeps the rows about which nobody had decided, and goes on with them. `turns` sees to it that one process at
a time is at an import; after a long one `advising` asks the playbooks about all whom it changed. The statements over
all rows at once stand in `querysets.staged`; what a person sees of it in `reports.imports`.
"""
