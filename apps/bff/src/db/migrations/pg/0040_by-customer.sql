ALTER TABLE "customer_follow_ups" ADD COLUMN "by_customer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE customer_follow_ups SET by_customer = true WHERE type = 'other' AND content LIKE '名单：%' AND content NOT LIKE '名单：和%约在%面试。';
