(* Says whether the string of a file is copied by the construction: the theorem checkedP of
   CertificateProofs.v says so if `checked`, which was extracted from Certificate.v, is true.

     check_copy FILE     n, D, L and the L tokens, one number a line (certificate_to_coq.py --plain)

   Exit status 0: copied. 1: the check fails. 64: the file cannot be read. *)
open Checker

let rec positive value =
  if value = 1 then XH
  else if value land 1 = 0 then XO (positive (value lsr 1))
  else XI (positive (value lsr 1))

let natural value = if value = 0 then N0 else Npos (positive value)

let rec unary value result = if value = 0 then result else unary (value - 1) (S result)

(* Decimal digits only: int_of_string takes more than that. *)
let number line =
  if line = "" || not (String.for_all (fun c -> '0' <= c && c <= '9') line) then
    failwith (Printf.sprintf "'%s': expected a whole number" line);
  match int_of_string_opt line with
  | Some value -> value
  | None -> failwith (Printf.sprintf "%s: expected a number below 2^62" line)

let numbers path =
  let channel = open_in path in
  let rec lines read = match input_line channel with
    | line -> lines (number line :: read)
    | exception End_of_file -> close_in channel; List.rev read in
  lines []

let () =
  match Array.to_list Sys.argv with
  | [_; path] -> begin
      match numbers path with
      | n :: size :: length :: tokens when n >= 1 && n <= 1_000_000 ->
        (* Tail recursive: the string may be long. *)
        let x = List.rev (List.rev_map natural tokens) in
        if checked (unary n O) (natural size) (natural length) x then
          Printf.printf "%s: n = %d, D = %d: all %d tokens are copied, and the end\n" path n size length
        else begin
          Printf.printf "%s: the check fails: an n-gram occurs twice, or a token or the length is wrong\n" path;
          exit 1
        end
      | _ -> prerr_endline (path ^ ": expected n, D, L and the tokens, n from 1 to 1,000,000"); exit 64
      | exception (Sys_error message | Failure message) -> prerr_endline (path ^ ": " ^ message); exit 64
    end
  | _ -> prerr_endline "usage: check_copy FILE"; exit 64
