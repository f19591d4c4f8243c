CREATE TABLE "calendar_address" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"label" text collate "C",
	"secret_hash" text collate "C" NOT NULL,
	"seed" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"valid_until" text collate "C" NOT NULL,
	"last_read_on" text collate "C",
	"revoked_at" text collate "C",
	"revoked_by" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "deadline" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"rule" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"case_kind" text collate "C" NOT NULL,
	"case_id" text collate "C" NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"party_id" text collate "C",
	"near_on" text collate "C" NOT NULL,
	"end_day" text collate "C" NOT NULL,
	"last_lawful_day" text collate "C" NOT NULL,
	"settled_by_passing" boolean NOT NULL,
	"settled" text collate "C",
	"tell_on" text collate "C",
	"revision" integer NOT NULL,
	"changed_at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadline_basis" (
	"id" integer PRIMARY KEY NOT NULL,
	"basis" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"seq" integer PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"step" text collate "C" NOT NULL,
	"deadline_id" text collate "C" NOT NULL,
	"rule" text collate "C" NOT NULL,
	"case_kind" text collate "C" NOT NULL,
	"case_id" text collate "C" NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"end_day" text collate "C" NOT NULL,
	"last_lawful_day" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "extract_file" (
	"extract_id" text collate "C" NOT NULL,
	"format" text collate "C" NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"bytes" integer NOT NULL,
	"pieces" integer NOT NULL,
	CONSTRAINT "extract_file_extract_id_format_pk" PRIMARY KEY("extract_id","format")
);
--> statement-breakpoint
CREATE TABLE "extract_piece" (
	"extract_id" text collate "C" NOT NULL,
	"format" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "extract_piece_extract_id_format_position_pk" PRIMARY KEY("extract_id","format","position")
);
--> statement-breakpoint
CREATE TABLE "intervention_end" (
	"intervention_id" text collate "C" PRIMARY KEY NOT NULL,
	"ended_on" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"planned" boolean NOT NULL,
	"initiative" text collate "C" NOT NULL,
	"goals" jsonb NOT NULL,
	"change" text collate "C",
	"summary" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "later_follow_up" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"held_on" text collate "C" NOT NULL,
	"result" text collate "C" NOT NULL,
	"change" text collate "C",
	"child_view" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intervention_follow_up" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"held_on" text collate "C" NOT NULL,
	"goals" jsonb NOT NULL,
	"change" text collate "C",
	"child_view" text collate "C",
	"child_not_asked" text collate "C",
	"child_not_asked_explanation" text collate "C",
	"next_step" text collate "C",
	"next_follow_up_on" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"retracted_at" text collate "C",
	"retracted_by" text collate "C",
	"retraction_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "intervention_goal" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	"first_set_on" text collate "C" NOT NULL,
	"ended_on" text collate "C",
	"end_reason" text collate "C",
	"ended_at" text collate "C",
	"ended_by" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intervention_goal_version" (
	"goal_id" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"area" text collate "C" NOT NULL,
	"description" text collate "C" NOT NULL,
	"indicator" text collate "C",
	"target" text collate "C",
	"set_on" text collate "C" NOT NULL,
	"saved_at" text collate "C" NOT NULL,
	"saved_by" text collate "C" NOT NULL,
	CONSTRAINT "intervention_goal_version_goal_id_version_pk" PRIMARY KEY("goal_id","version")
);
--> statement-breakpoint
CREATE TABLE "intervention_score" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"instrument" text collate "C" NOT NULL,
	"used_on" text collate "C" NOT NULL,
	"instrument_version" text collate "C",
	"respondent" text collate "C",
	"scores" jsonb NOT NULL,
	"norm_set" text collate "C",
	"summary" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"retracted_at" text collate "C",
	"retracted_by" text collate "C",
	"retraction_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "intervention_sip" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"on" text collate "C" NOT NULL,
	"note" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intervention" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"investigation_id" text collate "C",
	"decided_as" integer,
	"basis" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"placement_form" text collate "C",
	"provider" text collate "C",
	"legal_basis" text collate "C" NOT NULL,
	"legal_basis_citation" text collate "C",
	"decided_on" text collate "C",
	"started_on" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"first_follow_up_on" text collate "C",
	"follow_up_on" text collate "C",
	"ended_on" text collate "C",
	"given_at" text collate "C" NOT NULL,
	"given_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intervention_assignment" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"intervention_id" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"from" text collate "C" NOT NULL,
	"by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"investigation_id" text collate "C" PRIMARY KEY NOT NULL,
	"ground" text collate "C" NOT NULL,
	"reasons" text collate "C" NOT NULL,
	"decided_on" text collate "C" NOT NULL,
	"decided_by" text collate "C" NOT NULL,
	"decided_at" text collate "C" NOT NULL,
	"authority" text collate "C" NOT NULL,
	"ended_on" text collate "C",
	"end_reason" text collate "C",
	"end_note" text collate "C",
	"ended_by" text collate "C",
	"ended_at" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_up_contact" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"on" text collate "C" NOT NULL,
	"with" text collate "C" NOT NULL,
	"who" text collate "C",
	"content" text collate "C" NOT NULL,
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"retracted_at" text collate "C",
	"retracted_by" text collate "C",
	"retraction_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "follow_up_information" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"stage" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"informed_on" text collate "C" NOT NULL,
	"manner" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"retracted_at" text collate "C",
	"retracted_by" text collate "C",
	"retraction_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"url" text collate "C" NOT NULL,
	"units" jsonb NOT NULL,
	"steps" jsonb,
	"rules" jsonb,
	"description" text collate "C",
	"state" text collate "C" NOT NULL,
	"paused_because" text collate "C",
	"secret_version" integer NOT NULL,
	"secret_changed_at" text collate "C",
	"sent_through" integer NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL,
	"ended_at" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"webhook_id" text collate "C" NOT NULL,
	"event_seq" integer NOT NULL,
	"state" text collate "C" NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" text collate "C",
	"claimed_until" text collate "C",
	"status" integer,
	"error" text collate "C",
	"settled_at" text collate "C",
	CONSTRAINT "webhook_delivery_webhook_id_event_seq_pk" PRIMARY KEY("webhook_id","event_seq")
);
--> statement-breakpoint
ALTER TABLE "intake_extension" ADD COLUMN "recorded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "investigation_extension" ADD COLUMN "recorded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "state" text collate "C" DEFAULT 'done' NOT NULL;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "formats" jsonb;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "dialect" text collate "C" DEFAULT 'swedish' NOT NULL;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "counted" integer;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "claimed_by" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "claimed_until" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "law_version" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "tally" jsonb;--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "failure" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "ended_at" text collate "C";--> statement-breakpoint
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_party_id_person_id_fk" FOREIGN KEY ("party_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_file" ADD CONSTRAINT "extract_file_extract_id_extract_id_fk" FOREIGN KEY ("extract_id") REFERENCES "extract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_piece" ADD CONSTRAINT "extract_piece_extract_id_extract_id_fk" FOREIGN KEY ("extract_id") REFERENCES "extract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_end" ADD CONSTRAINT "intervention_end_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "later_follow_up" ADD CONSTRAINT "later_follow_up_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_follow_up" ADD CONSTRAINT "intervention_follow_up_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_goal" ADD CONSTRAINT "intervention_goal_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_goal_version" ADD CONSTRAINT "intervention_goal_version_goal_id_intervention_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "intervention_goal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_score" ADD CONSTRAINT "intervention_score_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_sip" ADD CONSTRAINT "intervention_sip_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_assignment" ADD CONSTRAINT "intervention_assignment_intervention_id_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "intervention"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_contact" ADD CONSTRAINT "follow_up_contact_investigation_id_follow_up_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "follow_up"("investigation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_information" ADD CONSTRAINT "follow_up_information_investigation_id_follow_up_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "follow_up"("investigation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_information" ADD CONSTRAINT "follow_up_information_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_seq_event_seq_fk" FOREIGN KEY ("event_seq") REFERENCES "event"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_address_secret" ON "calendar_address" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "calendar_address_handler" ON "calendar_address" USING btree ("handler_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deadline_child" ON "deadline" USING btree ("child_id");--> statement-breakpoint
CREATE INDEX "deadline_case" ON "deadline" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "deadline_open" ON "deadline" USING btree ("case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_open_unit" ON "deadline" USING btree ("unit","case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_open_handler" ON "deadline" USING btree ("handler_id","case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_waiting_unit" ON "deadline" USING btree ("unit","near_on") WHERE settled is null and not settled_by_passing;--> statement-breakpoint
CREATE INDEX "deadline_settled" ON "deadline" USING btree ("case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_settled_unit" ON "deadline" USING btree ("unit","case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_settled_handler" ON "deadline" USING btree ("handler_id","case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_changed_handler" ON "deadline" USING btree ("handler_id","changed_at") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_tell" ON "deadline" USING btree ("tell_on") WHERE tell_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "event_id" ON "event" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_once" ON "event" USING btree ("deadline_id","end_day","step");--> statement-breakpoint
CREATE INDEX "event_unit" ON "event" USING btree ("unit","seq");--> statement-breakpoint
CREATE INDEX "later_follow_up_of" ON "later_follow_up" USING btree ("intervention_id","held_on","id");--> statement-breakpoint
CREATE INDEX "intervention_follow_up_of" ON "intervention_follow_up" USING btree ("intervention_id","held_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "intervention_goal_of" ON "intervention_goal" USING btree ("intervention_id","number");--> statement-breakpoint
CREATE INDEX "intervention_score_of" ON "intervention_score" USING btree ("intervention_id","used_on","id");--> statement-breakpoint
CREATE INDEX "intervention_sip_of" ON "intervention_sip" USING btree ("intervention_id","on");--> statement-breakpoint
CREATE UNIQUE INDEX "intervention_decided" ON "intervention" USING btree ("investigation_id","decided_as");--> statement-breakpoint
CREATE INDEX "intervention_case_number" ON "intervention" USING btree ("case_number");--> statement-breakpoint
CREATE INDEX "intervention_child" ON "intervention" USING btree ("child_id","started_on");--> statement-breakpoint
CREATE INDEX "intervention_unit" ON "intervention" USING btree ("unit","started_on","id");--> statement-breakpoint
CREATE INDEX "intervention_unit_open" ON "intervention" USING btree ("unit","started_on","id") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "intervention_handler" ON "intervention" USING btree ("handler_id","started_on","id");--> statement-breakpoint
CREATE INDEX "intervention_started" ON "intervention" USING btree ("started_on","id");--> statement-breakpoint
CREATE INDEX "intervention_due" ON "intervention" USING btree ("unit","follow_up_on") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "intervention_handler_due" ON "intervention" USING btree ("handler_id","follow_up_on") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "intervention_assignment_of" ON "intervention_assignment" USING btree ("intervention_id","from");--> statement-breakpoint
CREATE INDEX "follow_up_contact_of" ON "follow_up_contact" USING btree ("investigation_id","on","id");--> statement-breakpoint
CREATE INDEX "follow_up_information_of" ON "follow_up_information" USING btree ("investigation_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "webhook_created" ON "webhook" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_state" ON "webhook" USING btree ("state");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("webhook_id","next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_delivery_pending" ON "webhook_delivery" USING btree ("webhook_id","event_seq") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_delivery_dead" ON "webhook_delivery" USING btree ("webhook_id","event_seq") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "intake_unit_decided" ON "intake" USING btree ("unit","decided_on") WHERE decided_on is not null;--> statement-breakpoint
CREATE INDEX "investigation_unit_closed" ON "investigation" USING btree ("unit","closed_on") WHERE closed_on is not null;--> statement-breakpoint
CREATE INDEX "extract_unfinished" ON "extract" USING btree ("created_at","id") WHERE state in ('waiting', 'running');