DROP INDEX "customers_removed";--> statement-breakpoint
CREATE INDEX "customers_by_update" ON "customers" USING btree ("updated_at","id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("name","id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_phone" ON "customers" USING btree (coalesce(phone_last4, ''),"id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_activity" ON "customers" USING btree ("last_activity_at","id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_next" ON "customers" USING btree (coalesce(next_follow_up_at, 9999999999999),"id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_next_back" ON "customers" USING btree (coalesce(next_follow_up_at, 0),"id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_recycling" ON "customers" USING btree (coalesce(recycle_at, 9999999999999),"id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_by_recycling_back" ON "customers" USING btree (coalesce(recycle_at, 0),"id") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_counted" ON "customers" USING btree ("contract_status","next_follow_up_at","assigned_to") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_counted_owner" ON "customers" USING btree ("assigned_to","contract_status","next_follow_up_at") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_counted_groups" ON "customers" USING btree ("contract_status","lead_source","service_category") WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX "customers_counted_fresh" ON "customers" USING btree ("contract_status","assigned_to") WHERE removed_at is null and in_public_pool = false and contract_status <> '已签约' and lead_level <> 'O类' and (last_follow_up_at is null or last_follow_up_at < assigned_at);--> statement-breakpoint
CREATE INDEX "customers_removed" ON "customers" USING btree ("removed_at") WHERE removed_at is not null;