CREATE TABLE `deadline` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`child_id` text NOT NULL,
	`case_kind` text NOT NULL,
	`case_id` text NOT NULL,
	`case_number` text NOT NULL,
	`unit` text NOT NULL,
	`handler_id` text NOT NULL,
	`party_id` text,
	`near_on` text NOT NULL,
	`end_day` text NOT NULL,
	`last_lawful_day` text NOT NULL,
	`settled_by_passing` integer NOT NULL,
	`settled` text,
	`tell_on` text,
	`revision` integer NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deadline_child` ON `deadline` (`child_id`);--> statement-breakpoint
CREATE INDEX `deadline_case` ON `deadline` (`case_id`);--> statement-breakpoint
CREATE INDEX `deadline_open` ON `deadline` (`case_kind`,`end_day`,`id`) WHERE settled is null;--> statement-breakpoint
CREATE INDEX `deadline_open_unit` ON `deadline` (`unit`,`case_kind`,`end_day`,`id`) WHERE settled is null;--> statement-breakpoint
CREATE INDEX `deadline_open_handler` ON `deadline` (`handler_id`,`case_kind`,`end_day`,`id`) WHERE settled is null;--> statement-breakpoint
CREATE INDEX `deadline_settled` ON `deadline` (`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_settled_unit` ON `deadline` (`unit`,`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_settled_handler` ON `deadline` (`handler_id`,`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_tell` ON `deadline` (`tell_on`) WHERE tell_on is not null;--> statement-breakpoint
CREATE TABLE `deadline_basis` (
	`id` integer PRIMARY KEY NOT NULL,
	`basis` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`step` text NOT NULL,
	`deadline_id` text NOT NULL,
	`rule` text NOT NULL,
	`case_kind` text NOT NULL,
	`case_id` text NOT NULL,
	`case_number` text NOT NULL,
	`unit` text NOT NULL,
	`end_day` text NOT NULL,
	`last_lawful_day` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_id` ON `event` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_once` ON `event` (`deadline_id`,`end_day`,`step`);--> statement-breakpoint
CREATE INDEX `event_unit` ON `event` (`unit`,`seq`);