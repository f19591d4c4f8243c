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
CREATE TABLE `quality_finding` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`severity` text NOT NULL,
	`child_id` text NOT NULL,
	`case_kind` text NOT NULL,
	`case_id` text NOT NULL,
	`case_number` text NOT NULL,
	`case_open` integer NOT NULL,
	`unit` text NOT NULL,
	`handler_id` text NOT NULL,
	`about_kind` text,
	`about_id` text,
	`since` text NOT NULL,
	`ended_on` text,
	`mended` integer NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `quality_finding_child` ON `quality_finding` (`child_id`);--> statement-breakpoint
CREATE INDEX `quality_finding_open` ON `quality_finding` (`severity`,`case_kind`,`case_open`,`since`,`id`) WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX `quality_finding_unit` ON `quality_finding` (`unit`,`severity`,`case_kind`,`case_open`,`since`,`id`) WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX `quality_finding_handler` ON `quality_finding` (`handler_id`,`severity`,`case_kind`,`case_open`,`since`,`id`) WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX `quality_finding_counted` ON `quality_finding` (`unit`,`rule`,`since`) WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE TABLE `quality_finding_basis` (
	`id` integer PRIMARY KEY NOT NULL,
	`basis` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `extract` ADD `known_on` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `made_at` text;--> statement-breakpoint
CREATE INDEX `extract_unit` ON `extract` (`unit`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `person` ADD `birth_country_group` text;--> statement-breakpoint
ALTER TABLE `relation` ADD `recorded_at` text;--> statement-breakpoint
CREATE INDEX `intake_decided` ON `intake` (`decided_on`,`id`);--> statement-breakpoint
CREATE INDEX `intervention_follow_up_held` ON `intervention_follow_up` (`held_on`,`intervention_id`) WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX `intervention_ended` ON `intervention` (`ended_on`,`id`);