CREATE TABLE "articles" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"author" text NOT NULL,
	"source" text NOT NULL,
	"cover_url" text NOT NULL,
	"html" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"plain_text" text NOT NULL,
	"status" text NOT NULL,
	"published_at" bigint,
	"created_by" text,
	"updated_by" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "banners" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"subtitle" text NOT NULL,
	"image_url" text NOT NULL,
	"link_type" text NOT NULL,
	"link_url" text NOT NULL,
	"position" integer NOT NULL,
	"status" text NOT NULL,
	"starts_at" bigint,
	"ends_at" bigint,
	"views" integer NOT NULL,
	"clicks" integer NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"chat_id" text NOT NULL,
	"seq" integer NOT NULL,
	"question_id" text,
	"run_id" text,
	"text_sealed" text NOT NULL,
	"thinking_sealed" text,
	"thought_ms" bigint NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"cost" integer NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"scope" text NOT NULL,
	"title_sealed" text NOT NULL,
	"last_seq" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"deleted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "credit_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"balance" bigint NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "credit_accounts_covered" CHECK ("credit_accounts"."kind" = 'system' or "credit_accounts"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"transfer_id" text NOT NULL,
	"account" text NOT NULL,
	"seq" integer NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "credit_entries_transfer_id_account_pk" PRIMARY KEY("transfer_id","account")
);
--> statement-breakpoint
CREATE TABLE "credit_holds" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"captured" bigint,
	"reference" text NOT NULL,
	"created_at" bigint NOT NULL,
	"settled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "credit_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"owner_id" text NOT NULL,
	"reference" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_follow_ups" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"type" text NOT NULL,
	"content" text NOT NULL,
	"result" text,
	"next_follow_up_at" bigint,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_no" text NOT NULL,
	"version" integer NOT NULL,
	"created_by" text NOT NULL,
	"last_updated_by" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"name" text NOT NULL,
	"phone_sealed" text,
	"phone_hash" text,
	"phone_last4" text,
	"phone_masked" text,
	"wechat_sealed" text,
	"wechat_hash" text,
	"wechat_masked" text,
	"id_number_sealed" text,
	"id_number_hash" text,
	"id_number_masked" text,
	"lead_source" text NOT NULL,
	"contract_status" text NOT NULL,
	"lead_level" text NOT NULL,
	"service_category" text,
	"salary_budget" integer,
	"expected_start_date" text,
	"expected_delivery_date" text,
	"home_area" integer,
	"family_size" integer,
	"service_days" integer,
	"deal_amount_fen" bigint,
	"rest_schedule" text,
	"address" text,
	"area" text,
	"age_requirement" text,
	"gender_requirement" text,
	"origin_requirement" text,
	"education_requirement" text,
	"remarks" text,
	"needs" jsonb NOT NULL,
	"assigned_to" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" bigint NOT NULL,
	"assignment_reason" text,
	"transfer_count" integer NOT NULL,
	"last_transferred_at" bigint,
	"auto_transfer_enabled" boolean NOT NULL,
	"in_public_pool" boolean NOT NULL,
	"next_follow_up_at" bigint,
	"last_follow_up_at" bigint,
	"last_follow_up_by" text,
	"last_note" text,
	"last_activity_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cvs" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"title" text NOT NULL,
	"document_sealed" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"deleted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "events" (
	"topic" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"closes" boolean NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "events_topic_seq_pk" PRIMARY KEY("topic","seq")
);
--> statement-breakpoint
CREATE TABLE "interview_invites" (
	"id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"role" text NOT NULL,
	"name" text,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"max_uses" integer NOT NULL,
	"uses" integer NOT NULL,
	"revoked_at" bigint,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interview_rooms" (
	"id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"host_id" text NOT NULL,
	"host_name" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"lobby" boolean NOT NULL,
	"source" text NOT NULL,
	"scheduled_at" bigint,
	"opened_at" bigint,
	"ended_at" bigint,
	"created_at" bigint NOT NULL,
	"resume_id" text,
	"customer_id" text,
	"candidate_name" text,
	"candidate_phone_sealed" text,
	"candidate_phone_masked" text,
	"candidate_position" text
);
--> statement-breakpoint
CREATE TABLE "interview_participants" (
	"id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"invite_id" text,
	"account_id" text,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"state" text NOT NULL,
	"online" boolean NOT NULL,
	"mic" boolean NOT NULL,
	"cam" boolean NOT NULL,
	"run" text NOT NULL,
	"rtc_user_id" text NOT NULL,
	"joined_at" bigint NOT NULL,
	"left_at" bigint,
	"since" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"data" jsonb NOT NULL,
	"key" text,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"run_at" bigint NOT NULL,
	"lease_until" bigint,
	"error" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"owner_id" text NOT NULL,
	"package_id" text NOT NULL,
	"credits" integer NOT NULL,
	"bonus" integer NOT NULL,
	"amount_fen" integer NOT NULL,
	"platform" text NOT NULL,
	"state" text NOT NULL,
	"handle" text,
	"transaction_id" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"paid_at" bigint,
	"next_check_at" bigint,
	"checks" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_differences" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"transaction_id" text NOT NULL,
	"expected" text NOT NULL,
	"told" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"reset_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"chat_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"question_id" text NOT NULL,
	"state" text NOT NULL,
	"stop_asked" boolean NOT NULL,
	"lease_until" bigint NOT NULL,
	"model" text NOT NULL,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"note" text,
	"cost" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"forgotten_at" bigint
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"topic" text PRIMARY KEY NOT NULL,
	"last_seq" integer NOT NULL,
	"touched_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "articles_published" ON "articles" USING btree ("status","published_at","id");--> statement-breakpoint
CREATE INDEX "banners_shown" ON "banners" USING btree ("status","position");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_seq" ON "chat_messages" USING btree ("chat_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_run" ON "chat_messages" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "chats_owner" ON "chats" USING btree ("owner_id","scope","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_account" ON "credit_entries" USING btree ("account","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_holds_reference" ON "credit_holds" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "credit_holds_owner" ON "credit_holds" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_transfers_key" ON "credit_transfers" USING btree ("key");--> statement-breakpoint
CREATE INDEX "credit_transfers_owner" ON "credit_transfers" USING btree ("owner_id","at");--> statement-breakpoint
CREATE INDEX "customer_follow_ups_customer" ON "customer_follow_ups" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customer_follow_ups_author" ON "customer_follow_ups" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_phone" ON "customers" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "customers_created" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_owner" ON "customers" USING btree ("assigned_to","next_follow_up_at");--> statement-breakpoint
CREATE INDEX "customers_creator" ON "customers" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "customers_last4" ON "customers" USING btree ("phone_last4");--> statement-breakpoint
CREATE INDEX "customers_next" ON "customers" USING btree ("next_follow_up_at");--> statement-breakpoint
CREATE INDEX "cvs_owner" ON "cvs" USING btree ("owner_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_invites_token" ON "interview_invites" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "interview_invites_room" ON "interview_invites" USING btree ("room_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_rooms_room_id" ON "interview_rooms" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "interview_rooms_host" ON "interview_rooms" USING btree ("host_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_participants_token" ON "interview_participants" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "interview_participants_room" ON "interview_participants" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "interview_participants_account" ON "interview_participants" USING btree ("account_id","joined_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("queue","key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("queue","state","run_at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "orders_owner" ON "orders" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_next_check" ON "orders" USING btree ("next_check_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_differences_once" ON "payment_differences" USING btree ("number","transaction_id","kind");--> statement-breakpoint
CREATE INDEX "rate_limits_reset" ON "rate_limits" USING btree ("reset_at");--> statement-breakpoint
CREATE INDEX "runs_state" ON "runs" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "runs_owner" ON "runs" USING btree ("owner_id","state");--> statement-breakpoint
CREATE INDEX "runs_chat" ON "runs" USING btree ("chat_id","state");--> statement-breakpoint
CREATE INDEX "runs_ended" ON "runs" USING btree ("forgotten_at","ended_at");