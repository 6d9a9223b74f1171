-- Counts the changes to what is known: a reader that remembers what it read needs to look only at this number.
-- Decisions are no change, they follow from what is known.
CREATE TABLE revision (n BIGINT NOT NULL);
INSERT INTO revision (n) VALUES (0);
