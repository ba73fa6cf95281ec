ALTER TABLE search_docs ADD COLUMN grams text[];
--> statement-breakpoint
CREATE INDEX search_docs_grams ON search_docs USING gin (grams);
--> statement-breakpoint
ALTER TABLE search_docs ADD CONSTRAINT search_docs_resume FOREIGN KEY (resume_id) REFERENCES resumes (id) ON DELETE CASCADE;
