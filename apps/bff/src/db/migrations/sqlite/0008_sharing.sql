CREATE TABLE `resume_consents` (
	`resume_id` text NOT NULL,
	`field` text NOT NULL,
	`agreed` integer NOT NULL,
	`by` text NOT NULL,
	`created_by` text NOT NULL,
	`note` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`resume_id`, `field`)
);
--> statement-breakpoint
CREATE TABLE `resume_share_views` (
	`share_id` text NOT NULL,
	`day` integer NOT NULL,
	`visitor_hash` text NOT NULL,
	PRIMARY KEY(`share_id`, `day`, `visitor_hash`)
);
--> statement-breakpoint
CREATE TABLE `resume_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`resume_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`token_sealed` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`views` integer NOT NULL,
	`last_viewed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resume_shares_token` ON `resume_shares` (`token_hash`);--> statement-breakpoint
CREATE INDEX `resume_shares_resume` ON `resume_shares` (`resume_id`,`id`);--> statement-breakpoint
CREATE INDEX `resume_shares_creator` ON `resume_shares` (`created_by`,`id`);--> statement-breakpoint
ALTER TABLE `resumes` ADD `hidden_at` integer;--> statement-breakpoint
ALTER TABLE `resumes` ADD `unlisted_at` integer;--> statement-breakpoint
CREATE INDEX `resumes_listed` ON `resumes` (`updated_at`,`id`,`status`,`hidden_at`,`unlisted_at`,`order_status`,`age`) WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;--> statement-breakpoint
CREATE INDEX `resumes_listed_job` ON `resumes` (`job_type`,`updated_at`,`id`,`status`,`hidden_at`,`unlisted_at`,`order_status`,`age`) WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;