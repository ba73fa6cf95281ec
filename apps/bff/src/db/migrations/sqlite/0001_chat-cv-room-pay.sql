CREATE TABLE `articles` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`author` text NOT NULL,
	`source` text NOT NULL,
	`cover_url` text NOT NULL,
	`html` text NOT NULL,
	`blocks` text NOT NULL,
	`plain_text` text NOT NULL,
	`status` text NOT NULL,
	`published_at` integer,
	`created_by` text,
	`updated_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `articles_published` ON `articles` (`status`,`published_at`,`id`);--> statement-breakpoint
CREATE TABLE `banners` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`subtitle` text NOT NULL,
	`image_url` text NOT NULL,
	`link_type` text NOT NULL,
	`link_url` text NOT NULL,
	`position` integer NOT NULL,
	`status` text NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`views` integer NOT NULL,
	`clicks` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `banners_shown` ON `banners` (`status`,`position`);--> statement-breakpoint
CREATE TABLE `chat_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`seq` integer NOT NULL,
	`question_id` text,
	`run_id` text,
	`text_sealed` text NOT NULL,
	`thinking_sealed` text,
	`thought_ms` integer NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`cost` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_seq` ON `chat_messages` (`chat_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_run` ON `chat_messages` (`run_id`);--> statement-breakpoint
CREATE TABLE `chats` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`scope` text NOT NULL,
	`title_sealed` text NOT NULL,
	`last_seq` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `chats_owner` ON `chats` (`owner_id`,`scope`,`updated_at`);--> statement-breakpoint
CREATE TABLE `credit_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`balance` integer NOT NULL,
	`entries` integer NOT NULL,
	CONSTRAINT "credit_accounts_covered" CHECK("credit_accounts"."kind" = 'system' or "credit_accounts"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE `credit_entries` (
	`transfer_id` text NOT NULL,
	`account` text NOT NULL,
	`seq` integer NOT NULL,
	`amount` integer NOT NULL,
	`balance_after` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`transfer_id`, `account`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_entries_account` ON `credit_entries` (`account`,`seq`);--> statement-breakpoint
CREATE TABLE `credit_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`amount` integer NOT NULL,
	`captured` integer,
	`reference` text NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_holds_reference` ON `credit_holds` (`reference`);--> statement-breakpoint
CREATE INDEX `credit_holds_owner` ON `credit_holds` (`owner_id`);--> statement-breakpoint
CREATE TABLE `credit_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`owner_id` text NOT NULL,
	`reference` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_transfers_key` ON `credit_transfers` (`key`);--> statement-breakpoint
CREATE INDEX `credit_transfers_owner` ON `credit_transfers` (`owner_id`,`at`);--> statement-breakpoint
CREATE TABLE `customer_follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`type` text NOT NULL,
	`content` text NOT NULL,
	`result` text,
	`next_follow_up_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_follow_ups_customer` ON `customer_follow_ups` (`customer_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `customer_follow_ups_author` ON `customer_follow_ups` (`created_by`,`created_at`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_no` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_updated_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`name` text NOT NULL,
	`phone_sealed` text,
	`phone_hash` text,
	`phone_last4` text,
	`phone_masked` text,
	`wechat_sealed` text,
	`wechat_hash` text,
	`wechat_masked` text,
	`id_number_sealed` text,
	`id_number_hash` text,
	`id_number_masked` text,
	`lead_source` text NOT NULL,
	`contract_status` text NOT NULL,
	`lead_level` text NOT NULL,
	`service_category` text,
	`salary_budget` integer,
	`expected_start_date` text,
	`expected_delivery_date` text,
	`home_area` integer,
	`family_size` integer,
	`service_days` integer,
	`deal_amount_fen` integer,
	`rest_schedule` text,
	`address` text,
	`area` text,
	`age_requirement` text,
	`gender_requirement` text,
	`origin_requirement` text,
	`education_requirement` text,
	`remarks` text,
	`needs` text NOT NULL,
	`assigned_to` text NOT NULL,
	`assigned_by` text NOT NULL,
	`assigned_at` integer NOT NULL,
	`assignment_reason` text,
	`transfer_count` integer NOT NULL,
	`last_transferred_at` integer,
	`auto_transfer_enabled` integer NOT NULL,
	`in_public_pool` integer NOT NULL,
	`next_follow_up_at` integer,
	`last_follow_up_at` integer,
	`last_follow_up_by` text,
	`last_note` text,
	`last_activity_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_phone` ON `customers` (`phone_hash`);--> statement-breakpoint
CREATE INDEX `customers_created` ON `customers` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `customers_owner` ON `customers` (`assigned_to`,`next_follow_up_at`);--> statement-breakpoint
CREATE INDEX `customers_creator` ON `customers` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `customers_last4` ON `customers` (`phone_last4`);--> statement-breakpoint
CREATE INDEX `customers_next` ON `customers` (`next_follow_up_at`);--> statement-breakpoint
CREATE TABLE `cvs` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`title` text NOT NULL,
	`document_sealed` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `cvs_owner` ON `cvs` (`owner_id`,`updated_at`);--> statement-breakpoint
CREATE TABLE `events` (
	`topic` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`closes` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`topic`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `interview_invites` (
	`id` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text,
	`token_hash` text NOT NULL,
	`token_sealed` text NOT NULL,
	`expires_at` integer NOT NULL,
	`max_uses` integer NOT NULL,
	`uses` integer NOT NULL,
	`revoked_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interview_invites_token` ON `interview_invites` (`token_hash`);--> statement-breakpoint
CREATE INDEX `interview_invites_room` ON `interview_invites` (`room_id`);--> statement-breakpoint
CREATE TABLE `interview_rooms` (
	`id` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`host_id` text NOT NULL,
	`host_name` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`lobby` integer NOT NULL,
	`source` text NOT NULL,
	`scheduled_at` integer,
	`opened_at` integer,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	`resume_id` text,
	`customer_id` text,
	`candidate_name` text,
	`candidate_phone_sealed` text,
	`candidate_phone_masked` text,
	`candidate_position` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interview_rooms_room_id` ON `interview_rooms` (`room_id`);--> statement-breakpoint
CREATE INDEX `interview_rooms_host` ON `interview_rooms` (`host_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `interview_participants` (
	`id` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`invite_id` text,
	`account_id` text,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`state` text NOT NULL,
	`online` integer NOT NULL,
	`mic` integer NOT NULL,
	`cam` integer NOT NULL,
	`run` text NOT NULL,
	`rtc_user_id` text NOT NULL,
	`joined_at` integer NOT NULL,
	`left_at` integer,
	`since` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interview_participants_token` ON `interview_participants` (`token_hash`);--> statement-breakpoint
CREATE INDEX `interview_participants_room` ON `interview_participants` (`room_id`);--> statement-breakpoint
CREATE INDEX `interview_participants_account` ON `interview_participants` (`account_id`,`joined_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`data` text NOT NULL,
	`key` text,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`run_at` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`queue`,`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`queue`,`state`,`run_at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`owner_id` text NOT NULL,
	`package_id` text NOT NULL,
	`credits` integer NOT NULL,
	`bonus` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`platform` text NOT NULL,
	`state` text NOT NULL,
	`handle` text,
	`transaction_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`paid_at` integer,
	`next_check_at` integer,
	`checks` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_owner` ON `orders` (`owner_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_next_check` ON `orders` (`next_check_at`);--> statement-breakpoint
CREATE TABLE `payment_differences` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`transaction_id` text NOT NULL,
	`expected` text NOT NULL,
	`told` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_differences_once` ON `payment_differences` (`number`,`transaction_id`,`kind`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`reset_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rate_limits_reset` ON `rate_limits` (`reset_at`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`question_id` text NOT NULL,
	`state` text NOT NULL,
	`stop_asked` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`model` text NOT NULL,
	`prompt_tokens` integer,
	`completion_tokens` integer,
	`note` text,
	`cost` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`forgotten_at` integer
);
--> statement-breakpoint
CREATE INDEX `runs_state` ON `runs` (`state`,`lease_until`);--> statement-breakpoint
CREATE INDEX `runs_owner` ON `runs` (`owner_id`,`state`);--> statement-breakpoint
CREATE INDEX `runs_chat` ON `runs` (`chat_id`,`state`);--> statement-breakpoint
CREATE INDEX `runs_ended` ON `runs` (`forgotten_at`,`ended_at`);--> statement-breakpoint
CREATE TABLE `topics` (
	`topic` text PRIMARY KEY NOT NULL,
	`last_seq` integer NOT NULL,
	`touched_at` integer NOT NULL
);
