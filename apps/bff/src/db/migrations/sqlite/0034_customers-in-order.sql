DROP INDEX `customers_removed`;--> statement-breakpoint
CREATE INDEX `customers_by_update` ON `customers` (`updated_at`,`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_name` ON `customers` (`name`,`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_phone` ON `customers` (coalesce(phone_last4, ''),`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_activity` ON `customers` (`last_activity_at`,`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_next` ON `customers` (coalesce(next_follow_up_at, 9999999999999),`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_next_back` ON `customers` (coalesce(next_follow_up_at, 0),`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_recycling` ON `customers` (coalesce(recycle_at, 9999999999999),`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_by_recycling_back` ON `customers` (coalesce(recycle_at, 0),`id`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_counted` ON `customers` (`contract_status`,`next_follow_up_at`,`assigned_to`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_counted_owner` ON `customers` (`assigned_to`,`contract_status`,`next_follow_up_at`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_counted_groups` ON `customers` (`contract_status`,`lead_source`,`service_category`) WHERE removed_at is null and in_public_pool = false;--> statement-breakpoint
CREATE INDEX `customers_counted_fresh` ON `customers` (`contract_status`,`assigned_to`) WHERE removed_at is null and in_public_pool = false and contract_status <> '已签约' and lead_level <> 'O类' and (last_follow_up_at is null or last_follow_up_at < assigned_at);--> statement-breakpoint
CREATE INDEX `customers_removed` ON `customers` (`removed_at`) WHERE removed_at is not null;