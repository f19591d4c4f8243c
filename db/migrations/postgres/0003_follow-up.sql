CREATE TABLE "earlier_version" (
	"table_name" text collate "C" NOT NULL,
	"row_key" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"until" text collate "C" NOT NULL,
	"stood" jsonb NOT NULL,
	CONSTRAINT "earlier_version_table_name_row_key_version_pk" PRIMARY KEY("table_name","row_key","version")
);
--> statement-breakpoint
CREATE TABLE "earlier_versions_kept" (
	"id" integer PRIMARY KEY NOT NULL,
	"since" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "quality_finding" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"rule" text collate "C" NOT NULL,
	"severity" text collate "C" NOT NULL,
	"child_id" text collate "C" NOT NULL,
	"case_kind" text collate "C" NOT NULL,
	"case_id" text collate "C" NOT NULL,
	"case_number" text collate "C" NOT NULL,
	"case_open" boolean NOT NULL,
	"unit" text collate "C" NOT NULL,
	"handler_id" text collate "C" NOT NULL,
	"about_kind" text collate "C",
	"about_id" text collate "C",
	"since" text collate "C" NOT NULL,
	"ended_on" text collate "C",
	"mended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_finding_basis" (
	"id" integer PRIMARY KEY NOT NULL,
	"basis" text collate "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "known_on" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "made_at" text collate "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "birth_country_group" text collate "C";--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "recorded_at" text collate "C";--> statement-breakpoint
ALTER TABLE "quality_finding" ADD CONSTRAINT "quality_finding_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earlier_version_until" ON "earlier_version" USING btree ("table_name","until");--> statement-breakpoint
CREATE INDEX "quality_finding_child" ON "quality_finding" USING btree ("child_id");--> statement-breakpoint
CREATE INDEX "quality_finding_open" ON "quality_finding" USING btree ("severity","case_kind","case_open","since","id") WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX "quality_finding_unit" ON "quality_finding" USING btree ("unit","severity","case_kind","case_open","since","id") WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX "quality_finding_handler" ON "quality_finding" USING btree ("handler_id","severity","case_kind","case_open","since","id") WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX "quality_finding_counted" ON "quality_finding" USING btree ("unit","rule","since") WHERE ended_on is null and not mended;--> statement-breakpoint
CREATE INDEX "extract_unit" ON "extract" USING btree ("unit","created_at","id");--> statement-breakpoint
CREATE INDEX "intake_decided" ON "intake" USING btree ("decided_on","id");--> statement-breakpoint
CREATE INDEX "intervention_follow_up_held" ON "intervention_follow_up" USING btree ("held_on","intervention_id") WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX "intervention_ended" ON "intervention" USING btree ("ended_on","id");