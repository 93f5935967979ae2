-- Up to which day relationships that begin or end by themselves were followed; one row.
CREATE TABLE ownership_day (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  through_day date NOT NULL
);
