CREATE TABLE `analysis_signature` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`part` text NOT NULL,
	`version` integer NOT NULL,
	`signed_by` text NOT NULL,
	`signed_at` text NOT NULL,
	`role` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `analysis_signature_of` ON `analysis_signature` (`investigation_id`,`signed_at`,`id`);--> statement-breakpoint
CREATE TABLE `area_meaning` (
	`investigation_id` text NOT NULL,
	`area` text NOT NULL,
	`version` integer NOT NULL,
	`meaning` text,
	`need` text,
	`need_text` text,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	PRIMARY KEY(`investigation_id`, `area`, `version`),
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consent` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`person_id` text NOT NULL,
	`intervention` text NOT NULL,
	`placement_form` text,
	`answer` text NOT NULL,
	`on` text NOT NULL,
	`note` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`retracted_at` text,
	`retracted_by` text,
	`retraction_reason` text,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consent_of` ON `consent` (`investigation_id`,`on`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `party_information` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`stage` text NOT NULL,
	`person_id` text,
	`informed_on` text,
	`manner` text,
	`note` text,
	`exception` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `party_information_of` ON `party_information` (`investigation_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `instrument_use` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`instrument` text NOT NULL,
	`used_on` text NOT NULL,
	`instrument_version` text,
	`respondent` text,
	`scores` text NOT NULL,
	`norm_set` text,
	`summary` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `instrument_use_of` ON `instrument_use` (`investigation_id`,`used_on`,`id`);--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`happened_on` text NOT NULL,
	`heading` text,
	`text` text,
	`corrects` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_role` text NOT NULL,
	`signed_at` text,
	`signed_by` text,
	`signed_role` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `note_of` ON `note` (`investigation_id`,`happened_on`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `note_objection` (
	`id` text PRIMARY KEY NOT NULL,
	`note_id` text NOT NULL,
	`by_person_id` text,
	`objected_on` text NOT NULL,
	`text` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`note_id`) REFERENCES `note`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `note_objection_to` ON `note_objection` (`note_id`,`objected_on`);--> statement-breakpoint
CREATE TABLE `decision_notification` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`party_id` text NOT NULL,
	`notified_on` text NOT NULL,
	`manner` text NOT NULL,
	`appeal_instructions` integer NOT NULL,
	`appeal_received_on` text,
	`appeal_note` text,
	`appeal_decided_on` text,
	`appeal_outcome` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decision_notification_party` ON `decision_notification` (`investigation_id`,`party_id`);--> statement-breakpoint
ALTER TABLE `idempotency_key` ADD `cases` text;--> statement-breakpoint
ALTER TABLE `intake` ADD `decided_at` text;--> statement-breakpoint
ALTER TABLE `intake` ADD `feedback_recorded_at` text;--> statement-breakpoint
ALTER TABLE `intake` ADD `feedback_recorded_by` text;--> statement-breakpoint
ALTER TABLE `intake` ADD `preliminary_saved_at` text;--> statement-breakpoint
ALTER TABLE `intake` ADD `preliminary_saved_by` text;--> statement-breakpoint
ALTER TABLE `area_factor` ADD `retracted_at` text;--> statement-breakpoint
ALTER TABLE `area_factor` ADD `retracted_by` text;--> statement-breakpoint
ALTER TABLE `area_factor` ADD `retraction_reason` text;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `answer_part` integer;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `note_id` text REFERENCES note(id);--> statement-breakpoint
ALTER TABLE `area_statement` ADD `family_wide` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `shared_from_id` text;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `retracted_at` text;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `retracted_by` text;--> statement-breakpoint
ALTER TABLE `area_statement` ADD `retraction_reason` text;--> statement-breakpoint
CREATE UNIQUE INDEX `area_statement_part` ON `area_statement` (`consultation_id`,`answer_part`) WHERE retracted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `area_statement_shared` ON `area_statement` (`shared_from_id`,`investigation_id`) WHERE retracted_at is null;--> statement-breakpoint
ALTER TABLE `communication` ADD `retracted_at` text;--> statement-breakpoint
ALTER TABLE `communication` ADD `retracted_by` text;--> statement-breakpoint
ALTER TABLE `communication` ADD `retraction_reason` text;--> statement-breakpoint
ALTER TABLE `consultation` ADD `do_not_inform_guardians` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `consultation` ADD `answer_statements` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `investigation_decision` ADD `interventions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `investigation_decision` ADD `suitable_without_guardian` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `investigation_decision` ADD `legal_basis_citation` text;--> statement-breakpoint
ALTER TABLE `investigation_decision` ADD `appealable` integer;--> statement-breakpoint
ALTER TABLE `plan_version` ADD `reports` integer;--> statement-breakpoint
ALTER TABLE `investigation` ADD `not_heard_recorded_at` text;