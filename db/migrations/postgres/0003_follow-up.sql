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
ALTER TABLE "extract" ADD COLUMN "known_on" text collate "C";--> statement-breakpoint
ALTER TABLE "extract" ADD COLUMN "made_at" text collate "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "birth_country_group" text collate "C";--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "recorded_at" text collate "C";--> statement-breakpoint
CREATE INDEX "earlier_version_until" ON "earlier_version" USING btree ("table_name","until");--> statement-breakpoint
CREATE INDEX "extract_unit" ON "extract" USING btree ("unit","created_at","id");--> statement-breakpoint
CREATE INDEX "intervention_follow_up_held" ON "intervention_follow_up" USING btree ("held_on","intervention_id") WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX "intervention_ended" ON "intervention" USING btree ("ended_on","id");