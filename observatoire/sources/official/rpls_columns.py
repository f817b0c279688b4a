"""The record of a dwelling in the RPLS: the 64 fields of the declaration, and the names of the open files.

Source: arrêté du 5 janvier 2010 modifié, article 3; names are those of the statistical service, field by field.
"""

DECLARED = (
    *("IDENT_REP", "IDENT_INT", "DROIT", "DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE"),
    *("NUMAPPT", "NUMBOITE", "ESC", "COULOIR", "ETAGE", "COMPLIDENT", "ENTREE", "BAT", "IMMEU", "COMPLGEO", "LIEUDIT"),
    *("QPV", "TYPECONST", "NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "PATRIMOINE", "ORIGINE", "RSEXPRO"),
    *("SIRETEXPRO", "FINAN", "FINANAUTRE", "CONV", "NUMCONV", "DATCONV", "SORTIEPATRIM", "OLDLOGT", "NEWLOGT", "MODE"),
    *("BAIL", "MODESURF", "SURFMODE", "LOYERPRINC", "LOYERACC", "CONTRIB", "CUS", "DPEDATE", "DPEENERGIE"),
    *("DPESERRE", "SRU_EXPIR", "SRU_ALINEA", "IDENTGES", "CODSEGPATRIM", "LIBSEGPATRIM", "LOYERMAXAPL"),
    *("LOYERMAXCUS", "QUALACQ", "MISCOMMERCIAL", "PRIXVENTE", "PRODFIN", "REMLOCDATE", "CONTRESLOG", "COMMENTAIRE"),
)
"""Fields of a declaration, in order: the file has no column names."""

HEADER_FIELDS = 12
"""Of the first line, on the landlord: year, number, name, initials, address (5), SIRET, number of dwellings, comment."""

PLACED = ("DEPCOM", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE", "COMPLGEO")
"""What says where a dwelling is and of which programme it is part."""
STOCK = ("NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "FINAN", "CUS", "DPEENERGIE")
OCCUPANCY = ("MODE", "BAIL", "REMLOCDATE", "LOYERPRINC")
LEAVING = ("SORTIEPATRIM", "OLDLOGT")
COORDINATES = ("EPSG", "X", "Y")

CODE_SUFFIX = "_CODE"
"""Since 2023 coded columns of the open file come in pairs: `FINAN_CODE`, `FINAN_LIBELLE`."""

MISSING = ("", "NA", "NA/NA", "NC", "Z", "01/1900")
"""What stands for a missing value, according to the file; 999 and 9999 are beyond the bounds of their columns."""

PLAI = (10, 11)
PLUS = (12, 13, 50, 51, 52)
"""PLUS, ordinary PLA, and what was financed alike before 1977: HBM, PLR/PSR, HLM/O."""
PLS = (14,)
ENERGIES = {"dpe_abc": ("A", "B", "C"), "dpe_de": ("D", "E"), "dpe_fg": ("F", "G")}
"""Classes of the energy diagnosis that are counted together."""
