CREATE TABLE "audit_entry" (
	"seq" integer PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"caller_id" text collate "C" NOT NULL,
	"roles" text collate "C" NOT NULL,
	"request_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"action" text collate "C" NOT NULL,
	"resource" text collate "C" NOT NULL,
	"resource_ids" text collate "C" NOT NULL,
	"person_ids" text collate "C" NOT NULL,
	"reason" text collate "C",
	"before" text collate "C",
	"after" text collate "C",
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_person" (
	"person_id" text collate "C" NOT NULL,
	"block" integer NOT NULL,
	CONSTRAINT "audit_person_person_id_block_pk" PRIMARY KEY("person_id","block")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"caller_id" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"fingerprint" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"location" text collate "C" NOT NULL,
	"etag" text collate "C",
	"body" text collate "C" NOT NULL,
	"concerned" jsonb NOT NULL,
	"known" jsonb NOT NULL,
	CONSTRAINT "idempotency_key_caller_id_key_pk" PRIMARY KEY("caller_id","key")
);
--> statement-breakpoint
CREATE TABLE "intake" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"report_id" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"received_at" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"main_cause" text collate "C",
	"other_causes" jsonb NOT NULL,
	"outcome" text collate "C",
	"decided_on" text collate "C",
	"decided_by" text collate "C",
	"decision_reasons" text collate "C",
	"investigation_id" text collate "C",
	"investigation_unit" text collate "C",
	"investigation_handler_id" text collate "C",
	"feedback_requested" boolean NOT NULL,
	"feedback_requested_on" text collate "C",
	"feedback_given_on" text collate "C",
	"feedback_unsuitable" text collate "C",
	"preliminary_assessment" jsonb,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake_assignment" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intake_id" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"from" text collate "C" NOT NULL,
	"by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake_extension" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intake_id" text collate "C" NOT NULL,
	"ground" text collate "C" NOT NULL,
	"reasons" text collate "C" NOT NULL,
	"new_end_day" text collate "C" NOT NULL,
	"decided_on" text collate "C" NOT NULL,
	"decided_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "protection_assessment" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intake_id" text collate "C" NOT NULL,
	"assessed_at" text collate "C" NOT NULL,
	"assessed_by" text collate "C" NOT NULL,
	"need" text collate "C" NOT NULL,
	"grounds" text collate "C" NOT NULL,
	"measures" text collate "C",
	"recorded_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analysis_version" (
	"investigation_id" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"analysis" jsonb NOT NULL,
	"assessment" jsonb NOT NULL,
	"saved_at" text collate "C" NOT NULL,
	"saved_by" text collate "C" NOT NULL,
	CONSTRAINT "analysis_version_investigation_id_version_pk" PRIMARY KEY("investigation_id","version")
);
--> statement-breakpoint
CREATE TABLE "area_factor" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"area" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"code" text collate "C",
	"own_words" text collate "C",
	"meaning" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "area_statement" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"area" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"conversation_id" text collate "C",
	"consultation_id" text collate "C",
	"stated_at" text collate "C" NOT NULL,
	"stated_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "communication" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"party_id" text collate "C",
	"sent_on" text collate "C",
	"comment_by" text collate "C",
	"comment_received_on" text collate "C",
	"comment" text collate "C",
	"exception" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"counterpart" text collate "C" NOT NULL,
	"counterpart_name" text collate "C",
	"basis" text collate "C",
	"consent_note" text collate "C",
	"questions" jsonb NOT NULL,
	"status" text collate "C" NOT NULL,
	"sent_on" text collate "C",
	"answer_day" text collate "C",
	"reminded_on" jsonb NOT NULL,
	"answered_on" text collate "C",
	"answer" text collate "C",
	"closed_on" text collate "C",
	"closing_reason" text collate "C",
	"version" integer NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation_step_waiver" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"explanation" text collate "C" NOT NULL,
	"waived_at" text collate "C" NOT NULL,
	"waived_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"held_on" text collate "C" NOT NULL,
	"form" text collate "C" NOT NULL,
	"child_took_part" boolean NOT NULL,
	"child_alone" boolean NOT NULL,
	"other_participants" jsonb NOT NULL,
	"without_consent" boolean NOT NULL,
	"interpreter" text collate "C",
	"content" text collate "C",
	"child_view" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation_decision" (
	"investigation_id" text collate "C" PRIMARY KEY NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"reasons" text collate "C" NOT NULL,
	"legal_basis" text collate "C",
	"declined_by" text collate "C",
	"decided_on" text collate "C" NOT NULL,
	"decided_by" text collate "C" NOT NULL,
	"decided_at" text collate "C" NOT NULL,
	"authority" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"purpose" text collate "C",
	"questions" jsonb NOT NULL,
	"areas" jsonb NOT NULL,
	"planned_conversations" jsonb NOT NULL,
	"planned_consultations" jsonb NOT NULL,
	"parties_comments" text collate "C",
	"saved_at" text collate "C" NOT NULL,
	"saved_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"intake_id" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"opened_on" text collate "C" NOT NULL,
	"opened_by" text collate "C" NOT NULL,
	"closed_on" text collate "C",
	"outcome" text collate "C",
	"living_situation" text collate "C",
	"known_disability" boolean,
	"not_heard_reason" text collate "C",
	"not_heard_explanation" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation_assignment" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"from" text collate "C" NOT NULL,
	"by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation_extension" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"ground" text collate "C" NOT NULL,
	"reasons" text collate "C" NOT NULL,
	"new_end_day" text collate "C" NOT NULL,
	"decided_on" text collate "C" NOT NULL,
	"decided_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "break_glass" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"opened_at" text collate "C" NOT NULL,
	"valid_until" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "named_handler" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"named_at" text collate "C" NOT NULL,
	"named_by" text collate "C" NOT NULL,
	"ended_at" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"personal_number" text collate "C",
	"coordination_number" text collate "C",
	"temporary_number" text collate "C",
	"given_name" text collate "C",
	"family_name" text collate "C",
	"name_key" text collate "C" NOT NULL,
	"given_name_key" text collate "C" NOT NULL,
	"birth_date" text collate "C",
	"expected_birth_date" text collate "C",
	"legal_sex" text collate "C",
	"protected_identity" text collate "C" NOT NULL,
	"duplicate_of" text collate "C",
	"registered_at" text collate "C" NOT NULL,
	"registered_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relation" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"from_person_id" text collate "C" NOT NULL,
	"to_person_id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"lives_together" boolean,
	"valid_from" text collate "C",
	"valid_to" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"type" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"reporter" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"received_at" text collate "C" NOT NULL,
	"registered_at" text collate "C" NOT NULL,
	"registered_by" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"reporter_name" text collate "C",
	"reporter_contact" text collate "C",
	"name_withheld" boolean NOT NULL,
	"feedback_requested" boolean NOT NULL,
	"interpreter" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "reported_child" (
	"report_id" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"told" jsonb,
	CONSTRAINT "reported_child_report_id_child_id_pk" PRIMARY KEY("report_id","child_id")
);
--> statement-breakpoint
CREATE TABLE "extract" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"unit_of_count" text collate "C" NOT NULL,
	"period_from" text collate "C" NOT NULL,
	"period_to" text collate "C" NOT NULL,
	"counted_on" text collate "C" NOT NULL,
	"unit" text collate "C",
	"pack" text collate "C",
	"variables" jsonb NOT NULL,
	"catalogue_version" text collate "C" NOT NULL,
	"as_of" text collate "C" NOT NULL,
	"rows" integer NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "extract_chunk" (
	"extract_id" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"content" text collate "C" NOT NULL,
	CONSTRAINT "extract_chunk_extract_id_position_pk" PRIMARY KEY("extract_id","position")
);
--> statement-breakpoint
CREATE TABLE "running_number" (
	"series" text collate "C" PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "intake" ADD CONSTRAINT "intake_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake" ADD CONSTRAINT "intake_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_assignment" ADD CONSTRAINT "intake_assignment_intake_id_intake_id_fk" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_extension" ADD CONSTRAINT "intake_extension_intake_id_intake_id_fk" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protection_assessment" ADD CONSTRAINT "protection_assessment_intake_id_intake_id_fk" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_version" ADD CONSTRAINT "analysis_version_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_factor" ADD CONSTRAINT "area_factor_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_statement" ADD CONSTRAINT "area_statement_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_statement" ADD CONSTRAINT "area_statement_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_statement" ADD CONSTRAINT "area_statement_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communication" ADD CONSTRAINT "communication_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communication" ADD CONSTRAINT "communication_party_id_person_id_fk" FOREIGN KEY ("party_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_step_waiver" ADD CONSTRAINT "consultation_step_waiver_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_decision" ADD CONSTRAINT "investigation_decision_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_intake_id_intake_id_fk" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_assignment" ADD CONSTRAINT "investigation_assignment_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_extension" ADD CONSTRAINT "investigation_extension_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_handler" ADD CONSTRAINT "named_handler_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_from_person_id_person_id_fk" FOREIGN KEY ("from_person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_to_person_id_person_id_fk" FOREIGN KEY ("to_person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reported_child" ADD CONSTRAINT "reported_child_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reported_child" ADD CONSTRAINT "reported_child_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_chunk" ADD CONSTRAINT "extract_chunk_extract_id_extract_id_fk" FOREIGN KEY ("extract_id") REFERENCES "extract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_caller" ON "audit_entry" USING btree ("caller_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_action" ON "audit_entry" USING btree ("action","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_case_number" ON "intake" USING btree ("case_number");--> statement-breakpoint
CREATE INDEX "intake_child" ON "intake" USING btree ("child_id","received_at");--> statement-breakpoint
CREATE INDEX "intake_report" ON "intake" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "intake_unit" ON "intake" USING btree ("unit","received_at","id");--> statement-breakpoint
CREATE INDEX "intake_unit_open" ON "intake" USING btree ("unit","received_at","id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "intake_handler" ON "intake" USING btree ("handler_id","received_at","id");--> statement-breakpoint
CREATE INDEX "intake_received" ON "intake" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "intake_investigation" ON "intake" USING btree ("investigation_id");--> statement-breakpoint
CREATE INDEX "intake_assignment_intake" ON "intake_assignment" USING btree ("intake_id","from");--> statement-breakpoint
CREATE INDEX "intake_extension_intake" ON "intake_extension" USING btree ("intake_id","decided_on");--> statement-breakpoint
CREATE INDEX "protection_assessment_intake" ON "protection_assessment" USING btree ("intake_id","assessed_at");--> statement-breakpoint
CREATE INDEX "area_factor_of" ON "area_factor" USING btree ("investigation_id","area","recorded_at");--> statement-breakpoint
CREATE INDEX "area_statement_of" ON "area_statement" USING btree ("investigation_id","area","stated_at");--> statement-breakpoint
CREATE INDEX "communication_of" ON "communication" USING btree ("investigation_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "consultation_of" ON "consultation" USING btree ("investigation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "consultation_worklist" ON "consultation" USING btree ("status","answer_day","id");--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_step_waiver_of" ON "consultation_step_waiver" USING btree ("investigation_id","step");--> statement-breakpoint
CREATE INDEX "conversation_of" ON "conversation" USING btree ("investigation_id","held_on","id");--> statement-breakpoint
CREATE INDEX "investigation_decision_day" ON "investigation_decision" USING btree ("decided_on","investigation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_of" ON "plan_version" USING btree ("investigation_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "investigation_case_number" ON "investigation" USING btree ("case_number");--> statement-breakpoint
CREATE UNIQUE INDEX "investigation_intake" ON "investigation" USING btree ("intake_id");--> statement-breakpoint
CREATE UNIQUE INDEX "investigation_running" ON "investigation" USING btree ("child_id") WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX "investigation_child" ON "investigation" USING btree ("child_id","opened_on");--> statement-breakpoint
CREATE INDEX "investigation_unit" ON "investigation" USING btree ("unit","opened_on","id");--> statement-breakpoint
CREATE INDEX "investigation_unit_open" ON "investigation" USING btree ("unit","opened_on","id") WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX "investigation_handler" ON "investigation" USING btree ("handler_id","opened_on","id");--> statement-breakpoint
CREATE INDEX "investigation_opened" ON "investigation" USING btree ("opened_on","id");--> statement-breakpoint
CREATE INDEX "investigation_closed" ON "investigation" USING btree ("closed_on","id");--> statement-breakpoint
CREATE INDEX "investigation_assignment_of" ON "investigation_assignment" USING btree ("investigation_id","from");--> statement-breakpoint
CREATE INDEX "investigation_extension_of" ON "investigation_extension" USING btree ("investigation_id","decided_on");--> statement-breakpoint
CREATE INDEX "break_glass_handler" ON "break_glass" USING btree ("handler_id","person_id","valid_until");--> statement-breakpoint
CREATE UNIQUE INDEX "named_handler_current" ON "named_handler" USING btree ("person_id","handler_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_personal_number" ON "person" USING btree ("personal_number") WHERE duplicate_of is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_coordination_number" ON "person" USING btree ("coordination_number") WHERE duplicate_of is null;--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name_key","id");--> statement-breakpoint
CREATE INDEX "person_given_name" ON "person" USING btree ("given_name_key","id");--> statement-breakpoint
CREATE INDEX "relation_from" ON "relation" USING btree ("from_person_id");--> statement-breakpoint
CREATE INDEX "relation_to" ON "relation" USING btree ("to_person_id");--> statement-breakpoint
CREATE INDEX "extract_created" ON "extract" USING btree ("created_at","id");