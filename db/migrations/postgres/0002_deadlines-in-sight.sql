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
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_child_id_person_id_fk" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_party_id_person_id_fk" FOREIGN KEY ("party_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deadline_child" ON "deadline" USING btree ("child_id");--> statement-breakpoint
CREATE INDEX "deadline_case" ON "deadline" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "deadline_open" ON "deadline" USING btree ("case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_open_unit" ON "deadline" USING btree ("unit","case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_open_handler" ON "deadline" USING btree ("handler_id","case_kind","end_day","id") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "deadline_settled" ON "deadline" USING btree ("case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_settled_unit" ON "deadline" USING btree ("unit","case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_settled_handler" ON "deadline" USING btree ("handler_id","case_kind","settled","end_day","id") WHERE settled is not null;--> statement-breakpoint
CREATE INDEX "deadline_tell" ON "deadline" USING btree ("tell_on") WHERE tell_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "event_id" ON "event" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_once" ON "event" USING btree ("deadline_id","end_day","step");--> statement-breakpoint
CREATE INDEX "event_unit" ON "event" USING btree ("unit","seq");