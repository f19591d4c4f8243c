CREATE TABLE `earlier_version` (
	`table_name` text NOT NULL,
	`row_key` text NOT NULL,
	`version` integer NOT NULL,
	`until` text NOT NULL,
	`stood` text NOT NULL,
	PRIMARY KEY(`table_name`, `row_key`, `version`)
);
--> statement-breakpoint
CREATE INDEX `earlier_version_until` ON `earlier_version` (`table_name`,`until`);--> statement-breakpoint
CREATE TABLE `earlier_versions_kept` (
	`id` integer PRIMARY KEY NOT NULL,
	`since` text
);
--> statement-breakpoint
ALTER TABLE `extract` ADD `known_on` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `made_at` text;--> statement-breakpoint
CREATE INDEX `extract_unit` ON `extract` (`unit`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `person` ADD `birth_country_group` text;--> statement-breakpoint
ALTER TABLE `relation` ADD `recorded_at` text;--> statement-breakpoint
CREATE INDEX `intervention_follow_up_held` ON `intervention_follow_up` (`held_on`,`intervention_id`) WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX `intervention_ended` ON `intervention` (`ended_on`,`id`);