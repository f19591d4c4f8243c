CREATE TABLE `calendar_address` (
	`id` text PRIMARY KEY NOT NULL,
	`handler_id` text NOT NULL,
	`label` text,
	`secret_hash` text NOT NULL,
	`seed` text NOT NULL,
	`created_at` text NOT NULL,
	`valid_until` text NOT NULL,
	`last_read_on` text,
	`revoked_at` text,
	`revoked_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_address_secret` ON `calendar_address` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `calendar_address_handler` ON `calendar_address` (`handler_id`,`created_at`,`id`);--> statement-breakpoint
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
CREATE INDEX `deadline_waiting_unit` ON `deadline` (`unit`,`near_on`) WHERE settled is null and not settled_by_passing;--> statement-breakpoint
CREATE INDEX `deadline_settled` ON `deadline` (`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_settled_unit` ON `deadline` (`unit`,`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_settled_handler` ON `deadline` (`handler_id`,`case_kind`,`settled`,`end_day`,`id`) WHERE settled is not null;--> statement-breakpoint
CREATE INDEX `deadline_changed_handler` ON `deadline` (`handler_id`,`changed_at`) WHERE settled is not null;--> statement-breakpoint
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
CREATE INDEX `event_unit` ON `event` (`unit`,`seq`);--> statement-breakpoint
CREATE TABLE `extract_file` (
	`extract_id` text NOT NULL,
	`format` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`pieces` integer NOT NULL,
	PRIMARY KEY(`extract_id`, `format`),
	FOREIGN KEY (`extract_id`) REFERENCES `extract`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `extract_piece` (
	`extract_id` text NOT NULL,
	`format` text NOT NULL,
	`position` integer NOT NULL,
	`content` blob NOT NULL,
	PRIMARY KEY(`extract_id`, `format`, `position`),
	FOREIGN KEY (`extract_id`) REFERENCES `extract`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `intervention_end` (
	`intervention_id` text PRIMARY KEY NOT NULL,
	`ended_on` text NOT NULL,
	`reason` text NOT NULL,
	`planned` integer NOT NULL,
	`initiative` text NOT NULL,
	`goals` text NOT NULL,
	`change` text,
	`summary` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `later_follow_up` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`held_on` text NOT NULL,
	`result` text NOT NULL,
	`change` text,
	`child_view` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `later_follow_up_of` ON `later_follow_up` (`intervention_id`,`held_on`,`id`);--> statement-breakpoint
CREATE TABLE `intervention_follow_up` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`held_on` text NOT NULL,
	`goals` text NOT NULL,
	`change` text,
	`child_view` text,
	`child_not_asked` text,
	`child_not_asked_explanation` text,
	`next_step` text,
	`next_follow_up_on` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`retracted_at` text,
	`retracted_by` text,
	`retraction_reason` text,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intervention_follow_up_of` ON `intervention_follow_up` (`intervention_id`,`held_on`,`id`);--> statement-breakpoint
CREATE TABLE `intervention_goal` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`number` integer NOT NULL,
	`first_set_on` text NOT NULL,
	`ended_on` text,
	`end_reason` text,
	`ended_at` text,
	`ended_by` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intervention_goal_of` ON `intervention_goal` (`intervention_id`,`number`);--> statement-breakpoint
CREATE TABLE `intervention_goal_version` (
	`goal_id` text NOT NULL,
	`version` integer NOT NULL,
	`area` text NOT NULL,
	`description` text NOT NULL,
	`indicator` text,
	`target` text,
	`set_on` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	PRIMARY KEY(`goal_id`, `version`),
	FOREIGN KEY (`goal_id`) REFERENCES `intervention_goal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `intervention_score` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`instrument` text NOT NULL,
	`used_on` text NOT NULL,
	`instrument_version` text,
	`respondent` text,
	`scores` text NOT NULL,
	`norm_set` text,
	`summary` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`retracted_at` text,
	`retracted_by` text,
	`retraction_reason` text,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intervention_score_of` ON `intervention_score` (`intervention_id`,`used_on`,`id`);--> statement-breakpoint
CREATE TABLE `intervention_sip` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`status` text NOT NULL,
	`on` text NOT NULL,
	`note` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intervention_sip_of` ON `intervention_sip` (`intervention_id`,`on`);--> statement-breakpoint
CREATE TABLE `intervention` (
	`id` text PRIMARY KEY NOT NULL,
	`case_number` text NOT NULL,
	`child_id` text NOT NULL,
	`investigation_id` text,
	`decided_as` integer,
	`basis` text NOT NULL,
	`type` text NOT NULL,
	`placement_form` text,
	`provider` text,
	`legal_basis` text NOT NULL,
	`legal_basis_citation` text,
	`decided_on` text,
	`started_on` text NOT NULL,
	`unit` text NOT NULL,
	`handler_id` text NOT NULL,
	`first_follow_up_on` text,
	`follow_up_on` text,
	`ended_on` text,
	`given_at` text NOT NULL,
	`given_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intervention_decided` ON `intervention` (`investigation_id`,`decided_as`);--> statement-breakpoint
CREATE INDEX `intervention_case_number` ON `intervention` (`case_number`);--> statement-breakpoint
CREATE INDEX `intervention_child` ON `intervention` (`child_id`,`started_on`);--> statement-breakpoint
CREATE INDEX `intervention_unit` ON `intervention` (`unit`,`started_on`,`id`);--> statement-breakpoint
CREATE INDEX `intervention_unit_open` ON `intervention` (`unit`,`started_on`,`id`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `intervention_handler` ON `intervention` (`handler_id`,`started_on`,`id`);--> statement-breakpoint
CREATE INDEX `intervention_started` ON `intervention` (`started_on`,`id`);--> statement-breakpoint
CREATE INDEX `intervention_due` ON `intervention` (`unit`,`follow_up_on`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `intervention_handler_due` ON `intervention` (`handler_id`,`follow_up_on`) WHERE ended_on is null;--> statement-breakpoint
CREATE TABLE `intervention_assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`intervention_id` text NOT NULL,
	`handler_id` text NOT NULL,
	`unit` text NOT NULL,
	`from` text NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`intervention_id`) REFERENCES `intervention`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intervention_assignment_of` ON `intervention_assignment` (`intervention_id`,`from`);--> statement-breakpoint
CREATE TABLE `follow_up` (
	`investigation_id` text PRIMARY KEY NOT NULL,
	`ground` text NOT NULL,
	`reasons` text NOT NULL,
	`decided_on` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` text NOT NULL,
	`authority` text NOT NULL,
	`ended_on` text,
	`end_reason` text,
	`end_note` text,
	`ended_by` text,
	`ended_at` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `follow_up_contact` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`on` text NOT NULL,
	`with` text NOT NULL,
	`who` text,
	`content` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`retracted_at` text,
	`retracted_by` text,
	`retraction_reason` text,
	FOREIGN KEY (`investigation_id`) REFERENCES `follow_up`(`investigation_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_contact_of` ON `follow_up_contact` (`investigation_id`,`on`,`id`);--> statement-breakpoint
CREATE TABLE `follow_up_information` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`stage` text NOT NULL,
	`person_id` text NOT NULL,
	`informed_on` text NOT NULL,
	`manner` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`retracted_at` text,
	`retracted_by` text,
	`retraction_reason` text,
	FOREIGN KEY (`investigation_id`) REFERENCES `follow_up`(`investigation_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_information_of` ON `follow_up_information` (`investigation_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `webhook` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`units` text NOT NULL,
	`steps` text,
	`rules` text,
	`description` text,
	`state` text NOT NULL,
	`paused_because` text,
	`secret_version` integer NOT NULL,
	`secret_changed_at` text,
	`sent_through` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_created` ON `webhook` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_state` ON `webhook` (`state`);--> statement-breakpoint
CREATE TABLE `webhook_delivery` (
	`webhook_id` text NOT NULL,
	`event_seq` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text,
	`claimed_until` text,
	`status` integer,
	`error` text,
	`settled_at` text,
	PRIMARY KEY(`webhook_id`, `event_seq`),
	FOREIGN KEY (`webhook_id`) REFERENCES `webhook`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_seq`) REFERENCES `event`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_delivery_due` ON `webhook_delivery` (`webhook_id`,`next_attempt_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_delivery_pending` ON `webhook_delivery` (`webhook_id`,`event_seq`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_delivery_dead` ON `webhook_delivery` (`webhook_id`,`event_seq`) WHERE state = 'dead';--> statement-breakpoint
ALTER TABLE `intake_extension` ADD `recorded_at` text;--> statement-breakpoint
ALTER TABLE `investigation_extension` ADD `recorded_at` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `state` text DEFAULT 'done' NOT NULL;--> statement-breakpoint
ALTER TABLE `extract` ADD `formats` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `dialect` text DEFAULT 'swedish' NOT NULL;--> statement-breakpoint
ALTER TABLE `extract` ADD `counted` integer;--> statement-breakpoint
ALTER TABLE `extract` ADD `attempt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `extract` ADD `tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `extract` ADD `claimed_by` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `claimed_until` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `law_version` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `tally` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `failure` text;--> statement-breakpoint
ALTER TABLE `extract` ADD `ended_at` text;--> statement-breakpoint
CREATE INDEX `extract_unfinished` ON `extract` (`created_at`,`id`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `intake_unit_decided` ON `intake` (`unit`,`decided_on`) WHERE decided_on is not null;--> statement-breakpoint
CREATE INDEX `investigation_unit_closed` ON `investigation` (`unit`,`closed_on`) WHERE closed_on is not null;