ALTER TABLE `person` ADD `birth_country_group` text;--> statement-breakpoint
CREATE INDEX `intervention_follow_up_held` ON `intervention_follow_up` (`held_on`,`intervention_id`) WHERE retracted_at is null;--> statement-breakpoint
CREATE INDEX `intervention_ended` ON `intervention` (`ended_on`,`id`);