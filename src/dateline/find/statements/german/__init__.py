"""German statements, read without a parse: by marks, forms and the order of the clause."""
