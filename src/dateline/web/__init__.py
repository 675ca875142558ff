"""A page to look at a record, and an interface for programs, on this machine.

One table of views (`views/`) makes every page with its JSON, its CSV and its entry in the OpenAPI document. Data flow
one way: request -> query (typed) -> answer (typed) -> page, JSON or CSV.
"""
