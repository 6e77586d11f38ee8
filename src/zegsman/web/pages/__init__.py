"""One module a page: a function takes the visit and gives the answer."""
