CREATE VIRTUAL TABLE resume_words USING fts5(name, place, introduction, facts, content='', contentless_delete=1, tokenize='ascii');
--> statement-breakpoint
CREATE TRIGGER resumes_leave_index AFTER DELETE ON resumes BEGIN
  DELETE FROM resume_words WHERE rowid = (SELECT doc FROM search_docs WHERE resume_id = OLD.id);
  DELETE FROM search_docs WHERE resume_id = OLD.id;
END;
