CREATE TABLE `audit_entry` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`caller_id` text NOT NULL,
	`roles` text NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`action` text NOT NULL,
	`resource` text NOT NULL,
	`resource_ids` text NOT NULL,
	`person_ids` text NOT NULL,
	`reason` text,
	`before` text,
	`after` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entry_caller` ON `audit_entry` (`caller_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_at` ON `audit_entry` (`at`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`seq`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_person` (
	`person_id` text NOT NULL,
	`block` integer NOT NULL,
	PRIMARY KEY(`person_id`, `block`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_key` (
	`caller_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`at` text NOT NULL,
	`location` text NOT NULL,
	`etag` text,
	`body` text NOT NULL,
	`concerned` text NOT NULL,
	`known` text NOT NULL,
	PRIMARY KEY(`caller_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `intake` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`child_id` text NOT NULL,
	`case_number` text NOT NULL,
	`type` text NOT NULL,
	`received_at` text NOT NULL,
	`unit` text NOT NULL,
	`handler_id` text NOT NULL,
	`main_cause` text,
	`other_causes` text NOT NULL,
	`outcome` text,
	`decided_on` text,
	`decided_by` text,
	`decision_reasons` text,
	`investigation_id` text,
	`investigation_unit` text,
	`investigation_handler_id` text,
	`feedback_requested` integer NOT NULL,
	`feedback_requested_on` text,
	`feedback_given_on` text,
	`feedback_unsuitable` text,
	`preliminary_assessment` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intake_case_number` ON `intake` (`case_number`);--> statement-breakpoint
CREATE INDEX `intake_child` ON `intake` (`child_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `intake_report` ON `intake` (`report_id`);--> statement-breakpoint
CREATE INDEX `intake_unit` ON `intake` (`unit`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `intake_unit_open` ON `intake` (`unit`,`received_at`,`id`) WHERE outcome is null;--> statement-breakpoint
CREATE INDEX `intake_handler` ON `intake` (`handler_id`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `intake_received` ON `intake` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `intake_investigation` ON `intake` (`investigation_id`);--> statement-breakpoint
CREATE TABLE `intake_assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`intake_id` text NOT NULL,
	`handler_id` text NOT NULL,
	`unit` text NOT NULL,
	`from` text NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`intake_id`) REFERENCES `intake`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_assignment_intake` ON `intake_assignment` (`intake_id`,`from`);--> statement-breakpoint
CREATE TABLE `intake_extension` (
	`id` text PRIMARY KEY NOT NULL,
	`intake_id` text NOT NULL,
	`ground` text NOT NULL,
	`reasons` text NOT NULL,
	`new_end_day` text NOT NULL,
	`decided_on` text NOT NULL,
	`decided_by` text NOT NULL,
	FOREIGN KEY (`intake_id`) REFERENCES `intake`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_extension_intake` ON `intake_extension` (`intake_id`,`decided_on`);--> statement-breakpoint
CREATE TABLE `protection_assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`intake_id` text NOT NULL,
	`assessed_at` text NOT NULL,
	`assessed_by` text NOT NULL,
	`need` text NOT NULL,
	`grounds` text NOT NULL,
	`measures` text,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`intake_id`) REFERENCES `intake`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `protection_assessment_intake` ON `protection_assessment` (`intake_id`,`assessed_at`);--> statement-breakpoint
CREATE TABLE `analysis_version` (
	`investigation_id` text NOT NULL,
	`version` integer NOT NULL,
	`analysis` text NOT NULL,
	`assessment` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	PRIMARY KEY(`investigation_id`, `version`),
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `area_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`area` text NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`own_words` text,
	`meaning` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `area_factor_of` ON `area_factor` (`investigation_id`,`area`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `area_statement` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`area` text NOT NULL,
	`text` text NOT NULL,
	`source` text NOT NULL,
	`conversation_id` text,
	`consultation_id` text,
	`stated_at` text NOT NULL,
	`stated_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`consultation_id`) REFERENCES `consultation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `area_statement_of` ON `area_statement` (`investigation_id`,`area`,`stated_at`);--> statement-breakpoint
CREATE TABLE `communication` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`party_id` text,
	`sent_on` text,
	`comment_by` text,
	`comment_received_on` text,
	`comment` text,
	`exception` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `communication_of` ON `communication` (`investigation_id`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `consultation` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`counterpart` text NOT NULL,
	`counterpart_name` text,
	`basis` text,
	`consent_note` text,
	`questions` text NOT NULL,
	`status` text NOT NULL,
	`sent_on` text,
	`answer_day` text,
	`reminded_on` text NOT NULL,
	`answered_on` text,
	`answer` text,
	`closed_on` text,
	`closing_reason` text,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consultation_of` ON `consultation` (`investigation_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `consultation_worklist` ON `consultation` (`status`,`answer_day`,`id`);--> statement-breakpoint
CREATE TABLE `consultation_step_waiver` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`step` text NOT NULL,
	`reason` text NOT NULL,
	`explanation` text NOT NULL,
	`waived_at` text NOT NULL,
	`waived_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consultation_step_waiver_of` ON `consultation_step_waiver` (`investigation_id`,`step`);--> statement-breakpoint
CREATE TABLE `conversation` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`held_on` text NOT NULL,
	`form` text NOT NULL,
	`child_took_part` integer NOT NULL,
	`child_alone` integer NOT NULL,
	`other_participants` text NOT NULL,
	`without_consent` integer NOT NULL,
	`interpreter` text,
	`content` text,
	`child_view` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conversation_of` ON `conversation` (`investigation_id`,`held_on`,`id`);--> statement-breakpoint
CREATE TABLE `investigation_decision` (
	`investigation_id` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`reasons` text NOT NULL,
	`legal_basis` text,
	`declined_by` text,
	`decided_on` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` text NOT NULL,
	`authority` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `investigation_decision_day` ON `investigation_decision` (`decided_on`,`investigation_id`);--> statement-breakpoint
CREATE TABLE `plan_version` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`version` integer NOT NULL,
	`purpose` text,
	`questions` text NOT NULL,
	`areas` text NOT NULL,
	`planned_conversations` text NOT NULL,
	`planned_consultations` text NOT NULL,
	`parties_comments` text,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_version_of` ON `plan_version` (`investigation_id`,`version`);--> statement-breakpoint
CREATE TABLE `investigation` (
	`id` text PRIMARY KEY NOT NULL,
	`case_number` text NOT NULL,
	`child_id` text NOT NULL,
	`intake_id` text NOT NULL,
	`unit` text NOT NULL,
	`handler_id` text NOT NULL,
	`opened_on` text NOT NULL,
	`opened_by` text NOT NULL,
	`closed_on` text,
	`outcome` text,
	`living_situation` text,
	`known_disability` integer,
	`not_heard_reason` text,
	`not_heard_explanation` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`intake_id`) REFERENCES `intake`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `investigation_case_number` ON `investigation` (`case_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `investigation_intake` ON `investigation` (`intake_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `investigation_running` ON `investigation` (`child_id`) WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX `investigation_child` ON `investigation` (`child_id`,`opened_on`);--> statement-breakpoint
CREATE INDEX `investigation_unit` ON `investigation` (`unit`,`opened_on`,`id`);--> statement-breakpoint
CREATE INDEX `investigation_unit_open` ON `investigation` (`unit`,`opened_on`,`id`) WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX `investigation_handler` ON `investigation` (`handler_id`,`opened_on`,`id`);--> statement-breakpoint
CREATE INDEX `investigation_opened` ON `investigation` (`opened_on`,`id`);--> statement-breakpoint
CREATE INDEX `investigation_closed` ON `investigation` (`closed_on`,`id`);--> statement-breakpoint
CREATE TABLE `investigation_assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`handler_id` text NOT NULL,
	`unit` text NOT NULL,
	`from` text NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `investigation_assignment_of` ON `investigation_assignment` (`investigation_id`,`from`);--> statement-breakpoint
CREATE TABLE `investigation_extension` (
	`id` text PRIMARY KEY NOT NULL,
	`investigation_id` text NOT NULL,
	`ground` text NOT NULL,
	`reasons` text NOT NULL,
	`new_end_day` text NOT NULL,
	`decided_on` text NOT NULL,
	`decided_by` text NOT NULL,
	FOREIGN KEY (`investigation_id`) REFERENCES `investigation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `investigation_extension_of` ON `investigation_extension` (`investigation_id`,`decided_on`);--> statement-breakpoint
CREATE TABLE `break_glass` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`handler_id` text NOT NULL,
	`reason` text NOT NULL,
	`opened_at` text NOT NULL,
	`valid_until` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `break_glass_handler` ON `break_glass` (`handler_id`,`person_id`,`valid_until`);--> statement-breakpoint
CREATE TABLE `named_handler` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`handler_id` text NOT NULL,
	`named_at` text NOT NULL,
	`named_by` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `named_handler_current` ON `named_handler` (`person_id`,`handler_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`personal_number` text,
	`coordination_number` text,
	`temporary_number` text,
	`given_name` text,
	`family_name` text,
	`name_key` text NOT NULL,
	`given_name_key` text NOT NULL,
	`birth_date` text,
	`expected_birth_date` text,
	`legal_sex` text,
	`protected_identity` text NOT NULL,
	`duplicate_of` text,
	`registered_at` text NOT NULL,
	`registered_by` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_personal_number` ON `person` (`personal_number`) WHERE duplicate_of is null;--> statement-breakpoint
CREATE UNIQUE INDEX `person_coordination_number` ON `person` (`coordination_number`) WHERE duplicate_of is null;--> statement-breakpoint
CREATE INDEX `person_name` ON `person` (`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `person_given_name` ON `person` (`given_name_key`,`id`);--> statement-breakpoint
CREATE TABLE `relation` (
	`id` text PRIMARY KEY NOT NULL,
	`from_person_id` text NOT NULL,
	`to_person_id` text NOT NULL,
	`type` text NOT NULL,
	`lives_together` integer,
	`valid_from` text,
	`valid_to` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`from_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `relation_from` ON `relation` (`from_person_id`);--> statement-breakpoint
CREATE INDEX `relation_to` ON `relation` (`to_person_id`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`channel` text NOT NULL,
	`reporter` text NOT NULL,
	`text` text NOT NULL,
	`received_at` text NOT NULL,
	`registered_at` text NOT NULL,
	`registered_by` text NOT NULL,
	`unit` text NOT NULL,
	`reporter_name` text,
	`reporter_contact` text,
	`name_withheld` integer NOT NULL,
	`feedback_requested` integer NOT NULL,
	`interpreter` text
);
--> statement-breakpoint
CREATE TABLE `reported_child` (
	`report_id` text NOT NULL,
	`child_id` text NOT NULL,
	`told` text,
	PRIMARY KEY(`report_id`, `child_id`),
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `extract` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_of_count` text NOT NULL,
	`period_from` text NOT NULL,
	`period_to` text NOT NULL,
	`counted_on` text NOT NULL,
	`unit` text,
	`pack` text,
	`variables` text NOT NULL,
	`catalogue_version` text NOT NULL,
	`as_of` text NOT NULL,
	`rows` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `extract_created` ON `extract` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `extract_chunk` (
	`extract_id` text NOT NULL,
	`position` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`extract_id`, `position`),
	FOREIGN KEY (`extract_id`) REFERENCES `extract`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `running_number` (
	`series` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
