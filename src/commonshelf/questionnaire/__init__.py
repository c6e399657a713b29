"""The language of questionnaires: what is asked, when, and what counts as an answer. Pure: no Django, no rows, no clock of its own."""
