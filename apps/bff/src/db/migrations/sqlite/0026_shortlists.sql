CREATE TABLE `shortlist_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`shortlist_id` text NOT NULL,
	`worker_id` text NOT NULL,
	`created_by` text,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shortlist_comments_list` ON `shortlist_comments` (`shortlist_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `shortlist_reactions` (
	`shortlist_id` text NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`shortlist_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `shortlist_readers` (
	`id` text PRIMARY KEY NOT NULL,
	`shortlist_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortlist_readers_token` ON `shortlist_readers` (`token_hash`);--> statement-breakpoint
CREATE INDEX `shortlist_readers_list` ON `shortlist_readers` (`shortlist_id`);--> statement-breakpoint
CREATE TABLE `shortlist_workers` (
	`id` text PRIMARY KEY NOT NULL,
	`shortlist_id` text NOT NULL,
	`resume_id` text NOT NULL,
	`position` integer NOT NULL,
	`liked_at` integer,
	`removed_at` integer,
	`interview_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortlist_workers_resume` ON `shortlist_workers` (`shortlist_id`,`resume_id`);--> statement-breakpoint
CREATE INDEX `shortlist_workers_worker` ON `shortlist_workers` (`resume_id`);--> statement-breakpoint
CREATE TABLE `shortlists` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`recipient` text NOT NULL,
	`note` text,
	`token_hash` text NOT NULL,
	`token_sealed` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`slots` text NOT NULL,
	`times_note` text,
	`compared_ids` text NOT NULL,
	`last_viewed_at` integer,
	`last_reaction_at` integer,
	`seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortlists_token` ON `shortlists` (`token_hash`);--> statement-breakpoint
CREATE INDEX `shortlists_customer` ON `shortlists` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `shortlists_reaction` ON `shortlists` (`last_reaction_at`);