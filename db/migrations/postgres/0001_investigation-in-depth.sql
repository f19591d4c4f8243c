CREATE TABLE "analysis_signature" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"part" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"signed_by" text collate "C" NOT NULL,
	"signed_at" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "area_meaning" (
	"investigation_id" text collate "C" NOT NULL,
	"area" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"meaning" text collate "C",
	"need" text collate "C",
	"need_text" text collate "C",
	"saved_at" text collate "C" NOT NULL,
	"saved_by" text collate "C" NOT NULL,
	CONSTRAINT "area_meaning_investigation_id_area_version_pk" PRIMARY KEY("investigation_id","area","version")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"intervention" text collate "C" NOT NULL,
	"placement_form" text collate "C",
	"answer" text collate "C" NOT NULL,
	"on" text collate "C" NOT NULL,
	"note" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"retracted_at" text collate "C",
	"retracted_by" text collate "C",
	"retraction_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "party_information" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"stage" text collate "C" NOT NULL,
	"person_id" text collate "C",
	"informed_on" text collate "C",
	"manner" text collate "C",
	"note" text collate "C",
	"exception" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instrument_use" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"instrument" text collate "C" NOT NULL,
	"used_on" text collate "C" NOT NULL,
	"instrument_version" text collate "C",
	"respondent" text collate "C",
	"scores" jsonb NOT NULL,
	"norm_set" text collate "C",
	"summary" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"happened_on" text collate "C" NOT NULL,
	"heading" text collate "C",
	"text" text collate "C",
	"corrects" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"recorded_role" text collate "C" NOT NULL,
	"signed_at" text collate "C",
	"signed_by" text collate "C",
	"signed_role" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note_objection" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"note_id" text collate "C" NOT NULL,
	"by_person_id" text collate "C",
	"objected_on" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_notification" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"investigation_id" text collate "C" NOT NULL,
	"party_id" text collate "C" NOT NULL,
	"notified_on" text collate "C" NOT NULL,
	"manner" text collate "C" NOT NULL,
	"appeal_instructions" boolean NOT NULL,
	"appeal_received_on" text collate "C",
	"appeal_note" text collate "C",
	"appeal_decided_on" text collate "C",
	"appeal_outcome" text collate "C",
	"recorded_at" text collate "C" NOT NULL,
	"recorded_by" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD COLUMN "cases" jsonb;--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "decided_at" text collate "C";--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "feedback_recorded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "feedback_recorded_by" text collate "C";--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "preliminary_saved_at" text collate "C";--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "preliminary_saved_by" text collate "C";--> statement-breakpoint
ALTER TABLE "area_factor" ADD COLUMN "retracted_at" text collate "C";--> statement-breakpoint
ALTER TABLE "area_factor" ADD COLUMN "retracted_by" text collate "C";--> statement-breakpoint
ALTER TABLE "area_factor" ADD COLUMN "retraction_reason" text collate "C";--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "answer_part" integer;--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "note_id" text collate "C";--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "family_wide" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "shared_from_id" text collate "C";--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "retracted_at" text collate "C";--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "retracted_by" text collate "C";--> statement-breakpoint
ALTER TABLE "area_statement" ADD COLUMN "retraction_reason" text collate "C";--> statement-breakpoint
ALTER TABLE "communication" ADD COLUMN "retracted_at" text collate "C";--> statement-breakpoint
ALTER TABLE "communication" ADD COLUMN "retracted_by" text collate "C";--> statement-breakpoint
ALTER TABLE "communication" ADD COLUMN "retraction_reason" text collate "C";--> statement-breakpoint
ALTER TABLE "consultation" ADD COLUMN "do_not_inform_guardians" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation" ADD COLUMN "answer_statements" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "investigation_decision" ADD COLUMN "interventions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "investigation_decision" ADD COLUMN "suitable_without_guardian" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "investigation_decision" ADD COLUMN "legal_basis_citation" text collate "C";--> statement-breakpoint
ALTER TABLE "investigation_decision" ADD COLUMN "appealable" boolean;--> statement-breakpoint
ALTER TABLE "plan_version" ADD COLUMN "reports" integer;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "not_heard_recorded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "analysis_signature" ADD CONSTRAINT "analysis_signature_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_meaning" ADD CONSTRAINT "area_meaning_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_information" ADD CONSTRAINT "party_information_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_information" ADD CONSTRAINT "party_information_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_use" ADD CONSTRAINT "instrument_use_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_objection" ADD CONSTRAINT "note_objection_note_id_note_id_fk" FOREIGN KEY ("note_id") REFERENCES "note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_objection" ADD CONSTRAINT "note_objection_by_person_id_person_id_fk" FOREIGN KEY ("by_person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_notification" ADD CONSTRAINT "decision_notification_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_notification" ADD CONSTRAINT "decision_notification_party_id_person_id_fk" FOREIGN KEY ("party_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analysis_signature_of" ON "analysis_signature" USING btree ("investigation_id","signed_at","id");--> statement-breakpoint
CREATE INDEX "consent_of" ON "consent" USING btree ("investigation_id","on","recorded_at","id");--> statement-breakpoint
CREATE INDEX "party_information_of" ON "party_information" USING btree ("investigation_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "instrument_use_of" ON "instrument_use" USING btree ("investigation_id","used_on","id");--> statement-breakpoint
CREATE INDEX "note_of" ON "note" USING btree ("investigation_id","happened_on","recorded_at");--> statement-breakpoint
CREATE INDEX "note_objection_to" ON "note_objection" USING btree ("note_id","objected_on");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_notification_party" ON "decision_notification" USING btree ("investigation_id","party_id");--> statement-breakpoint
ALTER TABLE "area_statement" ADD CONSTRAINT "area_statement_note_id_note_id_fk" FOREIGN KEY ("note_id") REFERENCES "note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "area_statement_part" ON "area_statement" USING btree ("consultation_id","answer_part") WHERE retracted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "area_statement_shared" ON "area_statement" USING btree ("shared_from_id","investigation_id") WHERE retracted_at is null;