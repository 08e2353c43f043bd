CREATE TABLE "captions" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"segment_key" text NOT NULL,
	"language" text NOT NULL,
	"vtt" text NOT NULL,
	"edited_by" uuid,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "captions_course_id_module_key_segment_key_language_pk" PRIMARY KEY("course_id","module_key","segment_key","language")
);
--> statement-breakpoint
CREATE TABLE "practices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"seed" integer NOT NULL,
	"asked" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"answers" jsonb,
	"points" jsonb,
	"handed_in_at" timestamp with time zone,
	"score" numeric(12, 6),
	"max_score" numeric(12, 6),
	CONSTRAINT "practices_handed_in" CHECK (("practices"."handed_in_at" is null) = ("practices"."answers" is null) and ("practices"."handed_in_at" is null) = ("practices"."score" is null))
);
--> statement-breakpoint
CREATE TABLE "recording_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"recording_key" text NOT NULL,
	"module_key" text,
	"segment_key" text,
	"cut_start_seconds" integer,
	"cut_end_seconds" integer,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"duration_seconds" integer NOT NULL,
	"storage_key" text NOT NULL,
	"uploaded_by" uuid,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recording_files_storageKey_unique" UNIQUE("storage_key"),
	CONSTRAINT "recording_files_of_a_segment" CHECK (("recording_files"."module_key" is null) = ("recording_files"."segment_key" is null)),
	CONSTRAINT "recording_files_positive" CHECK ("recording_files"."size_bytes" > 0 and "recording_files"."duration_seconds" > 0)
);
--> statement-breakpoint
CREATE TABLE "recording_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"recording_key" text NOT NULL,
	"module_key" text,
	"segment_key" text,
	"cut_start_seconds" integer,
	"cut_end_seconds" integer,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"received_bytes" bigint DEFAULT 0 NOT NULL,
	"started_by" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recording_uploads_received" CHECK ("recording_uploads"."received_bytes" between 0 and "recording_uploads"."size_bytes")
);
--> statement-breakpoint
CREATE TABLE "segment_edits" (
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"segment_key" text NOT NULL,
	"segment" jsonb NOT NULL,
	"base_hash" text,
	"edited_by" uuid,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_edits_course_id_module_key_segment_key_pk" PRIMARY KEY("course_id","module_key","segment_key")
);
--> statement-breakpoint
ALTER TABLE "segment_evidence" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "segment_evidence" ADD COLUMN "recent_events" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "captions" ADD CONSTRAINT "captions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captions" ADD CONSTRAINT "captions_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practices" ADD CONSTRAINT "practices_enrolment" FOREIGN KEY ("user_id","course_id") REFERENCES "public"."enrolments"("user_id","course_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_files" ADD CONSTRAINT "recording_files_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_files" ADD CONSTRAINT "recording_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_uploads" ADD CONSTRAINT "recording_uploads_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_uploads" ADD CONSTRAINT "recording_uploads_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_edits" ADD CONSTRAINT "segment_edits_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_edits" ADD CONSTRAINT "segment_edits_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "practices_newest" ON "practices" USING btree ("user_id","course_id","module_key","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "recording_files_place" ON "recording_files" USING btree ("course_id","recording_key",coalesce("module_key", ''),coalesce("segment_key", ''),"kind");--> statement-breakpoint
CREATE INDEX "recording_uploads_moved" ON "recording_uploads" USING btree ("moved_at");