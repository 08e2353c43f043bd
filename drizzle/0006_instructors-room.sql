CREATE TABLE "announcement_recipients" (
	"user_id" uuid NOT NULL,
	"announcement_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "announcement_recipients_user_id_announcement_id_pk" PRIMARY KEY("user_id","announcement_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"is_to_all" boolean NOT NULL,
	"recipients" integer NOT NULL,
	"sent_by" uuid,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cohort_visits" (
	"user_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"seen" jsonb NOT NULL,
	"before_at" timestamp with time zone,
	"before" jsonb,
	CONSTRAINT "cohort_visits_user_id_cohort_id_pk" PRIMARY KEY("user_id","cohort_id")
);
--> statement-breakpoint
CREATE TABLE "deadline_extensions" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"due_on" date NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deadline_extensions_user_id_course_id_module_key_pk" PRIMARY KEY("user_id","course_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"invited_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_once" UNIQUE("cohort_id","email")
);
--> statement-breakpoint
CREATE TABLE "join_requests" (
	"cohort_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"is_accepted" boolean,
	CONSTRAINT "join_requests_cohort_id_user_id_pk" PRIMARY KEY("cohort_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "learner_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"body" text NOT NULL,
	"written_by" uuid,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "module_deadlines" (
	"cohort_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "module_deadlines_cohort_id_module_key_pk" PRIMARY KEY("cohort_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("owner_id","cohort_id","name")
);
--> statement-breakpoint
CREATE TABLE "snoozes" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"until_on" date NOT NULL,
	"snoozed_by" uuid,
	"snoozed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snoozes_user_id_course_id_pk" PRIMARY KEY("user_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "module_feedback" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"useful" smallint NOT NULL,
	"unclear" text DEFAULT '' NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "module_feedback_user_id_course_id_module_key_pk" PRIMARY KEY("user_id","course_id","module_key"),
	CONSTRAINT "module_feedback_useful" CHECK ("module_feedback"."useful" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "module_visits" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "module_visits_user_id_course_id_module_key_pk" PRIMARY KEY("user_id","course_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "segment_exemptions" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"segment_key" text NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_exemptions_user_id_course_id_module_key_segment_key_pk" PRIMARY KEY("user_id","course_id","module_key","segment_key")
);
--> statement-breakpoint
CREATE TABLE "cohort_tallies" (
	"cohort_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"amount" numeric(20, 6) NOT NULL,
	CONSTRAINT "cohort_tallies_cohort_id_module_key_kind_key_pk" PRIMARY KEY("cohort_id","module_key","kind","key")
);
--> statement-breakpoint
CREATE TABLE "learner_standings" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"cohort_id" uuid,
	"sort_name" text NOT NULL,
	"search_words" "tsvector" NOT NULL,
	"country" text,
	"standing" text NOT NULL,
	"modules_done" smallint NOT NULL,
	"average_percent" double precision,
	"enrolled_on" date NOT NULL,
	"active_on" date,
	"finished_on" date,
	"due_on" date,
	"hand_on" date,
	CONSTRAINT "learner_standings_user_id_course_id_pk" PRIMARY KEY("user_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "module_shapes" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"position" smallint NOT NULL,
	"section_keys" text[] NOT NULL,
	"segment_keys" text[] NOT NULL,
	"segment_seconds" integer[] NOT NULL,
	"pass_percent" double precision NOT NULL,
	CONSTRAINT "module_shapes_course_id_module_key_pk" PRIMARY KEY("course_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "module_standings" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"cohort_id" uuid,
	"module_key" text NOT NULL,
	"position" smallint NOT NULL,
	"state" text NOT NULL,
	"opened_on" date,
	"sections_read" smallint NOT NULL,
	"segments_covered" smallint NOT NULL,
	"is_read" boolean NOT NULL,
	"is_watched" boolean NOT NULL,
	"way_video" boolean NOT NULL,
	"way_audio" boolean NOT NULL,
	"way_transcript" boolean NOT NULL,
	"steps_done" smallint NOT NULL,
	"steps_total" smallint NOT NULL,
	"quiz_started_on" date,
	"attempts" smallint NOT NULL,
	"best_percent" double precision,
	"is_passed" boolean NOT NULL,
	"failed_on" date,
	"open_segment_key" text,
	"open_segment_on" date,
	"due_on" date,
	"completed_on" date,
	"useful" smallint,
	CONSTRAINT "module_standings_user_id_course_id_module_key_pk" PRIMARY KEY("user_id","course_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "tally_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tally_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"cohort_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"amount" numeric(20, 6) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "join_mode" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "join_limit" integer;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "join_closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "inactive_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_visits" ADD CONSTRAINT "cohort_visits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_visits" ADD CONSTRAINT "cohort_visits_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_extensions" ADD CONSTRAINT "deadline_extensions_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_extensions" ADD CONSTRAINT "deadline_extensions_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_requests" ADD CONSTRAINT "join_requests_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_requests" ADD CONSTRAINT "join_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_requests" ADD CONSTRAINT "join_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_notes" ADD CONSTRAINT "learner_notes_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_notes" ADD CONSTRAINT "learner_notes_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_deadlines" ADD CONSTRAINT "module_deadlines_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_snoozed_by_users_id_fk" FOREIGN KEY ("snoozed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_feedback" ADD CONSTRAINT "module_feedback_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_visits" ADD CONSTRAINT "module_visits_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_exemptions" ADD CONSTRAINT "segment_exemptions_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_exemptions" ADD CONSTRAINT "segment_exemptions_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_tallies" ADD CONSTRAINT "cohort_tallies_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_standings" ADD CONSTRAINT "learner_standings_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_standings" ADD CONSTRAINT "learner_standings_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_shapes" ADD CONSTRAINT "module_shapes_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_standings" ADD CONSTRAINT "module_standings_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_standings" ADD CONSTRAINT "module_standings_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_recipients_unmailed" ON "announcement_recipients" USING btree ("announcement_id","user_id") WHERE "announcement_recipients"."mailed_at" is null;--> statement-breakpoint
CREATE INDEX "announcement_recipients_read" ON "announcement_recipients" USING btree ("announcement_id") WHERE "announcement_recipients"."read_at" is not null;--> statement-breakpoint
CREATE INDEX "announcements_newest" ON "announcements" USING btree ("cohort_id","sent_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "join_requests_open" ON "join_requests" USING btree ("cohort_id","asked_at") WHERE "join_requests"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "learner_notes_newest" ON "learner_notes" USING btree ("user_id","course_id","written_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "module_feedback_module" ON "module_feedback" USING btree ("course_id","module_key");--> statement-breakpoint
CREATE INDEX "learner_standings_name" ON "learner_standings" USING btree ("cohort_id","sort_name","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_active" ON "learner_standings" USING btree ("cohort_id","active_on","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_done" ON "learner_standings" USING btree ("cohort_id","modules_done","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_mark" ON "learner_standings" USING btree ("cohort_id","average_percent","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_due" ON "learner_standings" USING btree ("cohort_id","due_on","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_hand" ON "learner_standings" USING btree ("cohort_id","hand_on","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_standing" ON "learner_standings" USING btree ("cohort_id","standing","sort_name","user_id");--> statement-breakpoint
CREATE INDEX "learner_standings_search" ON "learner_standings" USING gin ("search_words");--> statement-breakpoint
CREATE INDEX "module_standings_steps" ON "module_standings" USING btree ("cohort_id","module_key","steps_done","user_id");--> statement-breakpoint
CREATE INDEX "tally_changes_cohort" ON "tally_changes" USING btree ("cohort_id","module_key","kind");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_country" CHECK ("users"."country" ~ '^[A-Z]{2}$');--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_start_before_end" CHECK ("cohorts"."starts_on" <= "cohorts"."ends_on");--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_join_limit" CHECK ("cohorts"."join_limit" between 1 and 1000000);--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_inactive_days" CHECK ("cohorts"."inactive_days" between 1 and 365);