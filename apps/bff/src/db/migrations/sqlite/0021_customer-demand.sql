ALTER TABLE `customers` ADD `salary_budget_min` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `stay_in` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `likes` text;