CREATE TABLE `search_docs` (
	`resume_id` text PRIMARY KEY NOT NULL,
	`doc` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_docs_doc` ON `search_docs` (`doc`);