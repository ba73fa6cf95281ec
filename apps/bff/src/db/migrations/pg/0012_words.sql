ALTER TABLE "runs" RENAME COLUMN "stop_asked" TO "stop_requested";--> statement-breakpoint
ALTER TABLE "runs" RENAME COLUMN "forgotten_at" TO "topic_expired_at";--> statement-breakpoint
ALTER TABLE "credit_holds" RENAME COLUMN "settled_at" TO "closed_at";--> statement-breakpoint
ALTER TABLE "payment_differences" RENAME COLUMN "told" TO "reported";--> statement-breakpoint
ALTER TABLE "file_uploads" RENAME COLUMN "taken_until" TO "claimed_until";--> statement-breakpoint
ALTER TABLE "files" RENAME COLUMN "kept_until" TO "reserved_until";--> statement-breakpoint
ALTER INDEX "files_kept" RENAME TO "files_reserved";--> statement-breakpoint
ALTER TABLE "text_checks" RENAME TO "moderated_fields";--> statement-breakpoint
ALTER INDEX "text_checks_pkey" RENAME TO "moderated_fields_pkey";--> statement-breakpoint
ALTER INDEX "text_checks_subject" RENAME TO "moderated_fields_subject";--> statement-breakpoint
ALTER INDEX "text_checks_created" RENAME TO "moderated_fields_created";--> statement-breakpoint
UPDATE "jobs" SET "queue" = 'retention' WHERE "queue" = 'housekeeping';--> statement-breakpoint
UPDATE "jobs" SET "queue" = 'file-retention' WHERE "queue" = 'file-sweep';--> statement-breakpoint
UPDATE "jobs" SET "queue" = 'moderation' WHERE "queue" = 'text-checks';--> statement-breakpoint
UPDATE "audit_log" SET "action" = 'account.moderate' WHERE "action" = 'account.take-down';--> statement-breakpoint
UPDATE "audit_log" SET "action" = 'resume.moderate' WHERE "action" = 'resume.take-down';--> statement-breakpoint
UPDATE "audit_log" SET "action" = 'resume.claim-record' WHERE "action" = 'resume.take-over';
