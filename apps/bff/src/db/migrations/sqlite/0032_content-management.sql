CREATE TABLE `content_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`shown_in` text,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `content_pictures_shown_in` ON `content_pictures` (`shown_in`,`created_at`);--> statement-breakpoint
CREATE INDEX `content_pictures_file` ON `content_pictures` (`file_id`);--> statement-breakpoint
ALTER TABLE `articles` ADD `views` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `articles` ADD `finished` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `articles` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `articles_changed` ON `articles` (`updated_at`,`id`);--> statement-breakpoint
ALTER TABLE `banners` ADD `audience` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `banners` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `banners` ADD `updated_by` text;