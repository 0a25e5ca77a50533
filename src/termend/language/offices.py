"""What people are called by before their names: forms of address, offices and occupations."""

_TEXT = """
mr mrs ms miss dr sir madam lady lord prof professor academician comrade king queen prince princess emperor
president minister premier chancellor governor mayor ambassador senator secretary general director chairman chairwoman
chairperson chief commissioner spokesman spokeswoman spokesperson judge justice captain coach colonel major lieutenant
sergeant admiral dean principal editor reporter correspondent journalist actor actress founder head member leader
prime vice deputy acting executive former late foreign central party committee photo by
"""
OFFICES = frozenset(_TEXT.split())
