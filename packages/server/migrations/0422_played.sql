-- Which bytes of which copy of a recording have been handed to whoever looked at it, and for which spot check. A verdict asks
-- that it was all of them: one byte of a film is no playback.
create table played (
  actor text not null,
  recording uuid not null,
  sha256 text not null,
  draw text not null,
  parts int8multirange not null,
  primary key (recording, actor, sha256, draw)
);
grant select, insert, update on played to liuhen_app;
