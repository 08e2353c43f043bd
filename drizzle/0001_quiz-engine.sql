CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_id" uuid,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"hash" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_edits" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"key" text NOT NULL,
	"document" jsonb NOT NULL,
	"base_hash" text,
	"edited_by" uuid,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_edits_course_id_key_pk" PRIMARY KEY("course_id","key")
);
--> statement-breakpoint
CREATE TABLE "regrade_changes" (
	"regrade_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"points_before" numeric(9, 6) NOT NULL,
	"points_after" numeric(9, 6) NOT NULL,
	"score_before" numeric(12, 6) NOT NULL,
	"score_after" numeric(12, 6) NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "regrade_changes_regrade_id_attempt_id_pk" PRIMARY KEY("regrade_id","attempt_id")
);
--> statement-breakpoint
CREATE TABLE "regrades" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"question_key" text NOT NULL,
	"to_revision_id" uuid NOT NULL,
	"policy" text NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"total" integer NOT NULL,
	"examined" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"after_attempt_id" uuid,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "quiz_allowances" (
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"extra_attempts" integer DEFAULT 0 NOT NULL,
	"extra_seconds" integer DEFAULT 0 NOT NULL,
	"closes_at" timestamp with time zone,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quiz_allowances_user_id_course_id_module_key_pk" PRIMARY KEY("user_id","course_id","module_key"),
	CONSTRAINT "quiz_allowances_not_negative" CHECK ("quiz_allowances"."extra_attempts" >= 0 and "quiz_allowances"."extra_seconds" >= 0)
);
--> statement-breakpoint
CREATE TABLE "quiz_windows" (
	"cohort_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	CONSTRAINT "quiz_windows_cohort_id_module_key_pk" PRIMARY KEY("cohort_id","module_key"),
	CONSTRAINT "quiz_windows_open_before_close" CHECK ("quiz_windows"."opens_at" < "quiz_windows"."closes_at")
);
--> statement-breakpoint
DROP INDEX "attempts_deadline";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "grace_ends_at" timestamp with time zone;--> statement-breakpoint
UPDATE "attempts" SET "grace_ends_at" = "deadline_at";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "handed_in_by_file" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_edits" ADD CONSTRAINT "question_edits_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_edits" ADD CONSTRAINT "question_edits_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrade_changes" ADD CONSTRAINT "regrade_changes_regrade_id_regrades_id_fk" FOREIGN KEY ("regrade_id") REFERENCES "public"."regrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrade_changes" ADD CONSTRAINT "regrade_changes_question" FOREIGN KEY ("attempt_id","position") REFERENCES "public"."attempt_questions"("attempt_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_to_revision_id_question_revisions_id_fk" FOREIGN KEY ("to_revision_id") REFERENCES "public"."question_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_windows" ADD CONSTRAINT "quiz_windows_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_newest" ON "audit_entries" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "regrade_changes_attempt" ON "regrade_changes" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "regrades_question" ON "regrades" USING btree ("course_id","question_key","requested_at");--> statement-breakpoint
CREATE INDEX "attempt_questions_question" ON "attempt_questions" USING btree ("question_key","attempt_id");--> statement-breakpoint
CREATE INDEX "attempts_deadline" ON "attempts" USING btree ("grace_ends_at") WHERE "attempts"."state" = 'in_progress';--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_grace_follows_deadline" CHECK (("attempts"."deadline_at" is null) = ("attempts"."grace_ends_at" is null) and "attempts"."grace_ends_at" >= "attempts"."deadline_at");