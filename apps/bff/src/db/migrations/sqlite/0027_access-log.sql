CREATE TABLE `access_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`page` text NOT NULL,
	`surface` text NOT NULL,
	`load_ms` integer,
	`stay_ms` integer,
	`message` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `access_lines_day` ON `access_lines` (`day`,`kind`);