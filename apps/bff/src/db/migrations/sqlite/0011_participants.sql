ALTER TABLE `interview_rooms` RENAME COLUMN `door_closed_at` TO `public_join_closed_at`;--> statement-breakpoint
UPDATE `topics` SET `topic` = 'participant:' || substr(`topic`, 6) WHERE `topic` LIKE 'seat:%';--> statement-breakpoint
UPDATE `events` SET `topic` = 'participant:' || substr(`topic`, 6) WHERE `topic` LIKE 'seat:%';--> statement-breakpoint
UPDATE `text_checks` SET `subject` = 'participant' WHERE `subject` = 'seat';--> statement-breakpoint
UPDATE `jobs` SET `queue` = 'expire-rooms' WHERE `queue` = 'forgotten-rooms';--> statement-breakpoint
UPDATE `audit_log` SET `action` = 'room.public-join' WHERE `action` = 'room.door';