CREATE TABLE "answer_counts" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"question_key" text NOT NULL,
	"revision_id" uuid NOT NULL,
	"answer_hash" text NOT NULL,
	"percent" numeric NOT NULL,
	"answer" jsonb,
	"n" integer NOT NULL,
	CONSTRAINT "answer_counts_pk" PRIMARY KEY("course_id","module_key","question_key","revision_id","answer_hash","percent")
);
--> statement-breakpoint
CREATE TABLE "attempt_figures" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"cohort_id" uuid,
	"module_key" text NOT NULL,
	"locale" text NOT NULL,
	"question_keys" text[] NOT NULL,
	"revision_ids" uuid[] NOT NULL,
	"answers" jsonb NOT NULL,
	"shares" numeric[] NOT NULL,
	"rests" numeric[] NOT NULL,
	"percent" numeric,
	"is_first" boolean NOT NULL,
	"is_last" boolean NOT NULL,
	"is_best" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "figure_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sign" smallint NOT NULL,
	"course_id" uuid NOT NULL,
	"cohort_id" uuid,
	"module_key" text NOT NULL,
	"locale" text NOT NULL,
	"question_keys" text[] NOT NULL,
	"revision_ids" uuid[] NOT NULL,
	"answers" jsonb NOT NULL,
	"shares" numeric[] NOT NULL,
	"rests" numeric[] NOT NULL,
	"percent" numeric,
	"is_first" boolean NOT NULL,
	"is_last" boolean NOT NULL,
	"is_best" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_sums" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"cohort_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"kind" text NOT NULL,
	"item" text NOT NULL,
	"other" text NOT NULL,
	"n" integer NOT NULL,
	"x" numeric NOT NULL,
	"y" numeric NOT NULL,
	"xy" numeric NOT NULL,
	CONSTRAINT "figure_sums_pk" PRIMARY KEY("course_id","module_key","cohort_id","choice","kind","item","other")
);
--> statement-breakpoint
ALTER TABLE "attempt_figures" ADD CONSTRAINT "attempt_figures_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_counts_empty" ON "answer_counts" USING btree ("course_id") WHERE "answer_counts"."n" = 0;--> statement-breakpoint
CREATE INDEX "attempt_figures_learner" ON "attempt_figures" USING btree ("user_id","course_id","module_key");--> statement-breakpoint
CREATE INDEX "figure_changes_module" ON "figure_changes" USING btree ("course_id","module_key");--> statement-breakpoint
CREATE INDEX "figure_sums_empty" ON "figure_sums" USING btree ("course_id") WHERE "figure_sums"."n" = 0;--> statement-breakpoint
CREATE INDEX "learner_standings_behind" ON "learner_standings" USING btree ("cohort_id","due_on","user_id") WHERE "learner_standings"."standing" = 'in-progress';