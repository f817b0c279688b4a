"""PostGIS: tables, queries, engines. The only place that speaks SQL."""
