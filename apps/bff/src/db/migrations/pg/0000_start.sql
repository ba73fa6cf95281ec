CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"username" text,
	"username_key" text,
	"password_hash" text,
	"name" text NOT NULL,
	"avatar" text NOT NULL,
	"email" text,
	"department" text,
	"phone_sealed" text,
	"phone_hash" text,
	"phone_masked" text,
	"wechat_id" text,
	"staff_role" text,
	"status" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"reply" text,
	"lease_until" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_failures" (
	"subject" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" bigint NOT NULL,
	"locked_until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resume_evaluations" (
	"id" text PRIMARY KEY NOT NULL,
	"resume_id" text NOT NULL,
	"overall_rating" integer NOT NULL,
	"comment" text NOT NULL,
	"evaluator_id" text,
	"evaluation_date" text NOT NULL,
	"evaluation_type" text NOT NULL,
	"tags" jsonb NOT NULL,
	"strengths" text,
	"improvements" text,
	"published" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resume_files" (
	"id" text PRIMARY KEY NOT NULL,
	"resume_id" text NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"url" text NOT NULL,
	"filename" text NOT NULL,
	"size" integer NOT NULL,
	"mimetype" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resumes" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"account_id" text,
	"created_by" text,
	"last_updated_by" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"name" text NOT NULL,
	"phone_sealed" text,
	"phone_hash" text,
	"phone_last4" text,
	"phone_masked" text,
	"id_number_sealed" text,
	"id_number_hash" text,
	"id_number_masked" text,
	"emergency_contact_name" text,
	"emergency_phone_sealed" text,
	"emergency_phone_hash" text,
	"emergency_phone_masked" text,
	"gender" text NOT NULL,
	"age" integer NOT NULL,
	"job_type" text NOT NULL,
	"education" text,
	"experience_years" integer NOT NULL,
	"expected_salary" integer NOT NULL,
	"maternity_nurse_level" text,
	"native_place" text,
	"self_introduction" text,
	"recommendation_reason" text,
	"internal_evaluation" text,
	"certificates_text" text,
	"family_situation" text,
	"wechat" text,
	"current_address" text,
	"hukou_address" text,
	"ethnicity" text,
	"height" integer,
	"weight" integer,
	"medical_exam_date" text,
	"birth_date" text,
	"marital_status" text,
	"religion" text,
	"zodiac" text,
	"zodiac_sign" text,
	"order_status" text NOT NULL,
	"availability" text NOT NULL,
	"lead_source" text NOT NULL,
	"learning_intention" text,
	"current_stage" text,
	"skills" jsonb NOT NULL,
	"service_area" jsonb NOT NULL,
	"work_experiences" jsonb NOT NULL,
	"avatar_url" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"active_role" text NOT NULL,
	"refresh_hash" text NOT NULL,
	"previous_hash" text,
	"rotated_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sms_codes" (
	"phone_hash" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer NOT NULL,
	"sent_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_username" ON "accounts" USING btree ("username_key");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_phone" ON "accounts" USING btree ("phone_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_wechat" ON "accounts" USING btree ("wechat_id");--> statement-breakpoint
CREATE INDEX "accounts_staff" ON "accounts" USING btree ("staff_role","created_at");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_type","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "resume_evaluations_resume" ON "resume_evaluations" USING btree ("resume_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "resume_files_place" ON "resume_files" USING btree ("resume_id","kind","position");--> statement-breakpoint
CREATE UNIQUE INDEX "resumes_phone" ON "resumes" USING btree ("phone_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "resumes_id_number" ON "resumes" USING btree ("id_number_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "resumes_account" ON "resumes" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "resumes_created" ON "resumes" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "resumes_updated" ON "resumes" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "resumes_last4" ON "resumes" USING btree ("phone_last4");--> statement-breakpoint
CREATE INDEX "resumes_job" ON "resumes" USING btree ("job_type","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_refresh" ON "sessions" USING btree ("refresh_hash");--> statement-breakpoint
CREATE INDEX "sessions_previous" ON "sessions" USING btree ("previous_hash");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");