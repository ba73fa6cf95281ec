CREATE TABLE `search_docs` (
	`resume_id` text PRIMARY KEY NOT NULL,
	`doc` integer,
	`version` integer NOT NULL,
	`format` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_docs_doc` ON `search_docs` (`doc`);--> statement-breakpoint
-- Numbers were drawn without looking: where two customers share one, the later gets another.
UPDATE customers SET customer_no = 'CUS' || printf('%011d', abs(random()) % 100000000000)
WHERE id NOT IN (SELECT min(id) FROM customers GROUP BY customer_no);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_no` ON `customers` (`customer_no`);