ALTER TABLE "person" ADD COLUMN "birth_country_group" text collate "C";--> statement-breakpoint
CREATE INDEX "intervention_follow_up_held" ON "intervention_follow_up" USING btree ("held_on","intervention_id") WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX "intervention_ended" ON "intervention" USING btree ("ended_on","id");